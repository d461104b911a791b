"""A torch module in, compiled vectors or logits out.

Conversion, publication and execution stand in a file each, so that executing imports nothing of torch.
"""
