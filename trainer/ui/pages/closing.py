"""Owns the question before Vejvis closes over a choice that could not be kept; writes nothing itself."""

from __future__ import annotations

from trainer.catalogue import Catalogue
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.page import Page
from trainer.ui.presenters.in_hand import InHandPresenter


def agrees_to_close(page: Page, presenter: InHandPresenter, catalogue: Catalogue) -> bool:
    """Return whether the window may close. Asked is only where a choice would be lost because nothing can be written."""
    if not presenter.at_stake or presenter.keeps_place():
        return True
    say = catalogue.say
    dialog = Dialog(
        say("window.unsaved.title"),
        say("window.unsaved.text"),
        page.look,
        act=say("window.unsaved.act"),
        stay=say("window.unsaved.stay"),
        name="unsaved",
        parent=page,
    )
    agreed = dialog.exec() == Dialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed:
        presenter.give_up()
    return agreed
