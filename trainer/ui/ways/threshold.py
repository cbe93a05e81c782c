"""Owns making the pages around being signed in: who can sign in, and the trainer's list; shows none of them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.catalogue import named_languages
from trainer.ui.ways import Ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.core.message import Message
    from trainer.core.requests import Backup
    from trainer.ui.pages.set_up import SetUpPage
    from trainer.ui.pages.sign_in import SignInPage
    from trainer.ui.pages.trouble import TroublePage
    from trainer.ui.protocols import SetUpDesk


def trouble(message: Message, backups: Sequence[Backup], ways: Ways) -> TroublePage:
    """Why the records cannot be opened."""
    from trainer.ui.pages.trouble import TroublePage

    return TroublePage(message, backups, ways.look, ways.catalogue, ways.now)


def set_up(desk: SetUpDesk, ways: Ways) -> SetUpPage:
    """The first start."""
    from trainer.ui.pages.set_up import SetUpPage

    page = SetUpPage(desk, ways.look, ways.catalogue, named_languages())
    page.language_chosen.connect(ways.manner.choose_language)
    return page


def sign_in(ways: Ways) -> SignInPage:
    """Who can sign in here."""
    from trainer.ui.pages.sign_in import SignInPage

    page = SignInPage(ways.desks.entrance, ways.look, ways.catalogue, ways.now, named_languages())
    page.signed_in.connect(ways.enter)
    page.language_chosen.connect(ways.manner.choose_language)
    page.display_theme_chosen.connect(ways.manner.choose_theme)
    page.text_scale_chosen.connect(ways.manner.choose_text_scale)
    return page
