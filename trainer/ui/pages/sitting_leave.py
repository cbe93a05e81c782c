"""Owns the question before a sitting is left: what is saved, what the time does; leaves nothing itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.dialog import Dialog
from trainer.ui.presenters.sitting import SittingPresenter
from trainer.ui.theme import Look


def agrees_to_leave(
    act: str, presenter: SittingPresenter, look: Look, catalogue: Catalogue, *, timed: bool, still: bool, page: QWidget
) -> bool:
    """Ask whether to "pause" or "close"; True where the person agrees, or nothing is left to lose, and it was written.

    `still`: time stands still meanwhile. Closing goes on where the last choice could not be written: it was said so.
    """
    if presenter.over:
        return True
    say = catalogue.say
    stands = still or presenter.stopped
    lines = [say("assessment.leave." + ("unsaved" if presenter.unsaved.answer else "saved"))]
    if presenter.stopped:
        lines.append(say("room.stopped.leave"))
    elif timed or stands:
        lines.append(say("assessment.leave." + ("still" if stands else "runs")))
    dialog = Dialog(
        say(f"assessment.leave.{act}_title"),
        " ".join(lines),
        look,
        act=say("assessment.leave." + act),
        stay=say("assessment.leave.stay"),
        name="leave",
        parent=page,
    )
    agreed = dialog.exec() == Dialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed and not presenter.leave() and act == "pause":
        return False
    return agreed
