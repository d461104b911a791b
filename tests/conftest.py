from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from askdocs.config import DEFAULT_MODEL, Settings
from askdocs.embedding import Encoder, open_encoder


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One cache for the whole session, so that the real model is converted once; and an empty model hub."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ASKDOCS_CACHE", str(folder))
        environment.setenv("HF_HOME", str(tmp_path_factory.mktemp("hub")))
        environment.delenv("HF_HUB_CACHE", raising=False)
        yield folder


@pytest.fixture(scope="session")
def default_encoder(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    encoder = open_encoder(Settings(root=tmp_path_factory.mktemp("library"), model=DEFAULT_MODEL), lambda _: None)
    assert encoder.identity.dimensions == 384
    return encoder


class TinyModels:
    """Random models of 20,000 weights, saved by sentence-transformers itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def bert(self, name: str, *, pooling: str, include_prompt: bool = True, prompts: dict[str, str]) -> Path:
        """BERT, a pooling and a dense layer, without normalisation."""
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer
        from transformers import BertConfig, BertModel

        torch.manual_seed(7)
        core = self._folder / f"{name}-core"
        tokenizer = self.tokenizer()
        config = BertConfig(
            vocab_size=tokenizer.vocab_size,
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=48,
            initializer_range=0.3,
        )
        BertModel(config).save_pretrained(core)
        tokenizer.save_pretrained(core)
        modules = [
            Transformer(str(core)),
            Pooling(32, pooling_mode=pooling, include_prompt=include_prompt),
            Dense(32, 16),
        ]
        return self._save(SentenceTransformer(modules=modules, prompts=prompts, device="cpu"), name)

    def static(self, name: str) -> Path:
        """The mean of token vectors: a model that reads no attention mask."""
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding

        torch.manual_seed(7)
        module = StaticEmbedding(self.tokenizer().backend_tokenizer, embedding_dim=16)
        return self._save(SentenceTransformer(modules=[module], device="cpu"), name)

    def tokenizer(self) -> Any:
        from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
        from tokenizers.models import WordPiece
        from transformers import PreTrainedTokenizerFast

        letters = string.ascii_lowercase + string.digits + string.punctuation
        words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters)]
        core = Tokenizer(WordPiece({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
        core.normalizer = normalizers.BertNormalizer()
        core.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        core.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
        )
        special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
        return PreTrainedTokenizerFast(tokenizer_object=core, **special)

    def _save(self, model: Any, name: str) -> Path:
        folder = self._folder / name
        model.save(str(folder), create_model_card=False)
        return folder


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Folders of models: ``cls`` and ``other`` convert; ``without_prompt`` and ``static`` cannot."""
    tiny = TinyModels(tmp_path_factory.mktemp("models"))
    return SimpleNamespace(
        cls=tiny.bert("cls", pooling="cls", prompts={"query": "query: ", "passage": "text: "}),
        without_prompt=tiny.bert("unprompted", pooling="mean", include_prompt=False, prompts={"query": "find this: "}),
        static=tiny.static("static"),
        other=tiny.bert("other", pooling="mean", prompts={}),
    )
