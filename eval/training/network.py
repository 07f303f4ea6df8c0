"""The network: a small encoder, fine-tuned whole, with a head for the message and one for each token."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from assistant.offline.trained.heads import MESSAGE, TOKEN


class Network(nn.Module):
    """Gives the logits of every message label and, for each token, of every token label.

    A message label looks at the tokens that speak for it (attention of its own) and at the mean of them all.
    """

    def __init__(self, folder: Path, dropout: float = 0.1, layers: int | None = None) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(folder)
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = dropout
        if layers:
            config.num_hidden_layers = layers
        self.encoder = AutoModel.from_pretrained(folder, config=config, add_pooling_layer=False, dtype=torch.float32)
        width = config.hidden_size
        self.drop = nn.Dropout(0.2)
        self.gaze = nn.Linear(width, len(MESSAGE))
        self.speak = nn.Linear(width, len(MESSAGE))
        self.whole = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, len(MESSAGE)))
        self.tokens = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, len(TOKEN)))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        """Return (message logits: batch x labels, token logits: batch x tokens x labels)."""
        given = {"input_ids": input_ids, "attention_mask": attention_mask, "token_type_ids": token_type_ids}
        hidden = self.drop(self.encoder(**given).last_hidden_state)
        shown = attention_mask.unsqueeze(-1).to(hidden.dtype)
        gaze = torch.softmax(self.gaze(hidden) + (1.0 - shown) * -10_000.0, dim=1)
        mean = (hidden * shown).sum(1) / shown.sum(1)
        message = (gaze * self.speak(hidden)).sum(1) + self.whole(mean)
        return message, self.tokens(hidden)
