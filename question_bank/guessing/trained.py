"""Owns the guessers that learn from the bank itself: cues in, out-of-fold scores out; knows no gate.

A family or a case lies in one fold, so that nothing is learned from a sister of the question that is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from question_bank.guessing.cues import PLACES, cues
from question_bank.guessing.questions import Question

FOLDS, ROUNDS = 10, 3
Floats = npt.NDArray[np.float64]


def trained(asked: Sequence[Question], seed: int) -> dict[str, list[list[float]]]:
    """Return, for each learner, the scores of each question's options, learned from other families and cases only."""
    if len({question.group for question in asked}) < FOLDS:
        return {}
    learners: dict[str, Any] = {
        "trained on the cues, linear": LogisticRegression(C=0.3, max_iter=1000),
        "trained on the cues, trees": ExtraTreesClassifier(n_estimators=80, min_samples_leaf=8, random_state=seed),
    }
    return {name: _scores(asked, learner, seed) for name, learner in learners.items()}


def _scores(asked: Sequence[Question], learner: Any, seed: int) -> list[list[float]]:
    """Average the out-of-fold scores of several divisions into folds: one division alone is half luck."""
    features = np.vstack([_features(question) for question in asked])
    keyed = np.array([key for question in asked for key in question.keyed])
    owner = np.repeat(np.arange(len(asked)), [len(question.options) for question in asked])
    groups = np.array([question.group for question in asked])[owner]
    total = np.zeros(len(keyed))
    for number in range(ROUNDS):
        folds = GroupKFold(FOLDS, shuffle=True, random_state=seed + number)
        for learned, guessed in folds.split(features, keyed, groups):
            learner.fit(features[learned], keyed[learned])
            total[guessed] += learner.predict_proba(features[guessed])[:, 1]
    return [total[owner == number].round(9).tolist() for number in range(len(asked))]


def _features(question: Question) -> Floats:
    """Return one row an option: each cue against the question's own average, where it ranks, where the option stands."""
    columns: list[Floats] = []
    for cue in cues():
        if cue.two_sided:
            score = np.array(cue.score(question), dtype=float)
            spread = float(score.std()) or 1.0
            columns += [(score - score.mean()) / spread, (score == score.max()) * 1.0, (score == score.min()) * 1.0]
    columns += [np.eye(max(len(question.options), PLACES))[: len(question.options), place] for place in range(PLACES)]
    return np.column_stack(columns)
