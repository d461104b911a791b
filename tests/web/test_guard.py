from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from askdocs.web.guard import Guard

GUARD = Guard(port=4711)
HOSTS = ["127.0.0.1:4711", "localhost:4711"]
FOREIGN = st.text().filter(lambda text: text not in HOSTS)


def refused(path: str, hosts: list[str], origins: list[str], websocket: bool = False) -> bool:
    refusal = GUARD.refusal(path, hosts, origins, websocket=websocket)
    assert refusal is None or "\n" not in refusal
    return refusal is not None


def test_the_printed_address_passes_under_both_names_of_the_machine() -> None:
    for host, path in product(HOSTS, ["", "ws", "textual.js"]):
        own = f"http://{host}"
        assert not refused(GUARD.path + path, [host], [own])
        assert not refused(GUARD.path + path, [host], [own], websocket=True)
        assert not refused(GUARD.path + path, [host], [])


def test_a_websocket_says_where_it_comes_from() -> None:
    for host in HOSTS:
        assert refused(GUARD.path + "ws", [host], [], websocket=True)


@given(st.text() | st.builds("/{}/".format, st.text()) | st.just(GUARD.path[:-2] + "/") | st.just(GUARD.path[1:]))
def test_without_the_whole_token_nothing_passes(path: str) -> None:
    assert refused(path, [HOSTS[0]], []), path


@given(
    st.lists(FOREIGN)
    | st.sampled_from([[*HOSTS], [HOSTS[0]] * 2, ["127.0.0.1"], ["evil.example:4711"], ["[::1]:4711"]])
)
def test_another_name_does_not_pass(hosts: list[str]) -> None:
    """Such as one of a site that leads to this machine: DNS rebinding."""
    assert refused(GUARD.path, hosts, [f"http://{host}" for host in hosts])


@given(
    st.lists(st.text(), min_size=1)
    | st.sampled_from([["null"], ["http://evil.example"], ["https://127.0.0.1:4711"], ["http://localhost:4711"]])
)
def test_another_origin_does_not_pass(origins: list[str]) -> None:
    for websocket in (False, True):
        assert refused(GUARD.path + "ws", [HOSTS[0]], origins, websocket)


def test_each_run_has_a_token_of_its_own_which_is_not_shown_by_accident() -> None:
    tokens = {Guard(port=4711).token for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 43, "256 bits"
    assert GUARD.token not in repr(GUARD)


def test_what_is_not_named_may_not_be_loaded() -> None:
    policy = dict(part.split(" ", 1) for part in GUARD.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    allowed = {source for value in policy.values() for source in value.split()}
    assert allowed == {"'none'", "'self'", "'unsafe-inline'", "data:", *(f"ws://{host}" for host in HOSTS)}
    assert "'unsafe-inline'" not in policy["script-src"]
