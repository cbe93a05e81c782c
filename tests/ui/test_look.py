"""The look: tokens, themes, text size, fonts, icons, and that everything follows a change at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontInfo, QGlyphRun, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

import trainer.ui
from trainer.resources import MissingAsset, asset
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.text import Text
from trainer.ui.painting import Paragraph
from trainer.ui.stylesheet import stylesheet
from trainer.ui.theme import SHIPPED_FAMILIES, Look
from trainer.ui.tokens import THEMES, read_tokens

EU_LATIN = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    "ÆØÅæøåÄÖÜẞäöüß"  # Danish, Swedish, Finnish, German
    "ÁÉÍÓÚÑÜáéíóúñüªºÇçÀàÈèÌìÒòÙùÂâÊêÎîÔôÛûËëÏïŸÿŒœ"  # Spanish, Portuguese, Catalan, Italian, French
    "ÃãÕõĲĳ"  # Portuguese, Dutch
    "ĄąĆćĘęŁłŃńÓóŚśŹźŻż"  # Polish
    "ČčĎďĚěŇňŘřŠšŤťŮůÝýŽžĹĺĽľŔŕ"  # Czech, Slovak, Slovene, Croatian
    "ĐđŐőŰűĂăȘșȚțŞşŢţ"  # Croatian, Hungarian, Romanian
    "ĀāĒēĢģĪīĶķĻļŅņŪūĖėĮįŲųĠġĦħĊċ"  # Latvian, Lithuanian, Maltese
    "ḂḃḊḋḞḟĠġṀṁṠṡṪṫŴŵŶŷ"  # Irish in its old letters, Welsh names
    "ÐðÞþĞğİıǅ"  # Icelandic and Turkish names
)
# Letters of the list that the two typefaces need not have: a digraph nobody types, and the dotted letters of old Irish print.
UNNEEDED = set("ǅḂḃḊḋḞḟṀṁṠṡṪṫ")
FONTS = ("Inter-400", "Inter-500", "Inter-600", "Inter-700", "VejvisSerif-400", "VejvisSerif-500")


@pytest.mark.parametrize("font", FONTS)
def test_every_latin_letter_of_the_union_is_in_each_font_file(qapp: QApplication, font: str) -> None:
    raw = QRawFont(str(asset("fonts", f"{font}.ttf")), 16)
    missing = [letter for letter in EU_LATIN if not raw.supportsCharacter(ord(letter)) and letter not in UNNEEDED]
    assert missing == []


@pytest.mark.parametrize("style", ["body", "subhead", "bodyStrong", "narrative", "narrativeTitle"])
def test_a_name_from_anywhere_is_drawn_in_one_font(look: Look, style: str) -> None:
    text = "".join(letter for letter in EU_LATIN if letter not in UNNEEDED)
    layout = QTextLayout(text, look.font(style))
    layout.beginLayout()
    while layout.createLine().isValid():
        pass
    layout.endLayout()
    runs: list[QGlyphRun] = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} == {SHIPPED_FAMILIES[look.tokens.styles[style].family]}


def test_figures_of_equal_width_are_on(look: Look) -> None:
    font = look.font("body")
    assert font.featureTags()
    assert QFontInfo(font).family() == "Inter"
    widths = set()
    for digit in "0123456789":
        layout = QTextLayout(digit * 10, font)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        widths.add(round(line.naturalTextWidth(), 2))
    assert len(widths) == 1


def test_figures_of_equal_width_leave_the_hyphen_as_it_is(look: Look) -> None:
    plain = look.font("body")
    plain.unsetFeature(QFont.Tag("tnum"))
    with_figures, without = (paragraph_width("Single-letter", font) for font in (look.font("body"), plain))
    assert with_figures == pytest.approx(without)


def paragraph_width(text: str, font: QFont) -> float:
    return Paragraph(text, font, 24, 1000).width


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_every_colour(theme: str) -> None:
    tokens = read_tokens()
    assert set(tokens.colours[theme]) == set(tokens.colours["light"])
    assert set(tokens.palette.values()) <= set(tokens.colours[theme])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_style_sheet_has_no_open_places(look: Look, theme: str, scale: float) -> None:
    look.set_theme(theme)
    look.set_text_scale(scale)
    sheet = stylesheet(look)
    assert not re.search(r"@\w+@|\{\w+\}", sheet)


def test_an_unknown_system_theme_is_light(qapp: QApplication) -> None:
    look = Look("system")
    look.apply(qapp)
    assert look.theme in THEMES
    assert look.theme_wish == "system"
    assert Look("system").theme == "light"


def test_what_does_not_exist_is_refused(look: Look) -> None:
    with pytest.raises(ValueError):
        look.set_theme("sepia")
    with pytest.raises(ValueError):
        look.set_text_scale(3.0)
    with pytest.raises(KeyError):
        look.colour("red")
    with pytest.raises(MissingAsset):
        look.pixmap("no-such-icon", "ink", 16)


def test_a_change_of_theme_repaints_what_is_shown(look: Look, show) -> None:
    button = show(Button("Check answer", look, Rank.PRIMARY), 200, 44)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    assert button.grab().toImage().pixelColor(20, 22) == look.colour("accent")
    before = look.colour("accent")
    look.set_theme("dark")
    assert look.colour("accent") != before
    assert button.grab().toImage().pixelColor(20, 22) == look.colour("accent")


class Dressings(QObject):
    """Counts how often a widget was dressed anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_a_change_dresses_a_widget_no_oftener_for_all_that_is_around_it(look: Look, show) -> None:
    outer = QWidget()
    inner = outer
    for _ in range(12):
        inner = QWidget(inner)
    show(outer, 200, 44)
    dressings = Dressings(inner)
    look.set_theme("dark")
    assert 1 <= dressings.count <= 2
    look.set_theme("dark")
    assert dressings.count <= 2


def test_theme_and_text_size_come_in_one_go(look: Look) -> None:
    changes: list[str] = []
    look.changed.connect(lambda: changes.append(look.theme))
    look.set_both("dark", 1.5)
    assert changes == ["dark"]
    assert (look.theme, look.text_scale) == ("dark", 1.5)
    with pytest.raises(ValueError):
        look.set_both("dark", 3.0)


def test_larger_text_makes_room_for_itself(look: Look, show) -> None:
    text = show(Text("Henvisningsveje", look, "heading"))
    small = text.sizeHint()
    look.set_text_scale(2.0)
    assert text.sizeHint().height() == 2 * small.height()
    assert text.sizeHint().width() > 1.8 * small.width()


def test_icons_are_drawn_in_the_colour_asked_for(look: Look) -> None:
    image = look.pixmap("circle-check", "positive", 20).toImage()
    seen = {
        image.pixelColor(x, y).name() for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() == 255
    }
    assert look.colour("positive").name() in seen


def test_every_icon_named_in_the_tokens_is_there() -> None:
    tokens = read_tokens()
    for status in (*tokens.status.values(), *tokens.modules.values()):
        assert asset("icons", f"{status.icon}.svg").is_file()


def test_no_movement_where_none_is_wanted(look: Look) -> None:
    assert look.duration("base") == look.tokens.motion["base"]
    look.set_reduced_motion(True)
    assert look.duration("base") == 0


def test_less_movement_stops_what_qt_moves_by_itself_and_lets_it_go_again(look: Look, qapp: QApplication) -> None:
    for effect in (Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateCombo):
        QApplication.setEffectEnabled(effect, True)
    QApplication.setCursorFlashTime(1000)
    look.set_reduced_motion(True)
    assert QApplication.cursorFlashTime() == 0
    assert not any(QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect)
    look.set_reduced_motion(False)
    assert QApplication.cursorFlashTime() == 1000
    assert QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    for effect in (Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_General):
        QApplication.setEffectEnabled(effect, False)
    QApplication.setCursorFlashTime(0)


def test_no_colour_and_no_rich_text_in_python() -> None:
    folder = Path(trainer.ui.__file__).parent
    for path in folder.rglob("*.py"):
        source = path.read_text("utf-8")
        assert not re.search(r"#[0-9A-Fa-f]{6}\b|rgba?\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)", source), path
        assert not re.search(r"RichText(?!\()|setHtml|insertHtml|AutoText|MarkdownText", source), path
        assert "QApplication.instance()" not in source, path


@pytest.mark.parametrize("theme", THEMES)
def test_words_that_can_be_selected_follow_the_theme(look: Look, show, qapp: QApplication, theme: str) -> None:
    """Qt paints these itself: a command to type was black on black once the theme had changed."""
    look.apply(qapp)
    text = Text("vejvis profiles reset-pin L-0001", look, "small", "ink", selectable=True)
    show(text)
    look.set_theme("dark" if theme == "light" else "light")
    look.set_theme(theme)
    qapp.processEvents()
    assert text.palette().color(text.foregroundRole()) == look.colour("ink")


def test_what_is_selected_in_a_list_has_a_line_where_there_are_no_tints(look: Look) -> None:
    selected = {}
    for theme in THEMES:
        look.set_theme(theme)
        rule = re.search(r"QAbstractItemView::item:selected \{(.*?)\}", stylesheet(look), re.DOTALL)
        assert rule is not None
        selected[theme] = look.colour("accent").name() in rule.group(1)
    assert selected == {"light": False, "dark": False, "highContrast": True}
