"""Owns how everything looks at this moment (theme, text size, motion) and says so to the rest; knows no page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from trainer.resources import asset
from trainer.ui.focus_ring import FocusRing
from trainer.ui.icons import render
from trainer.ui.stylesheet import stylesheet
from trainer.ui.system import System
from trainer.ui.tokens import THEMES, Status, Tokens, read_tokens

SYSTEM = "system"

# The serif we ship is changed a little, and the licence of Source Serif lets nothing changed bear its name.
SHIPPED_FAMILIES = {"Inter": "Inter", "Source Serif 4": "Vejvis Serif"}


class Look(QObject):
    """Theme, text size and motion, and everything drawn from them.

    Signals: `changed` after any of the three changed; whoever paints or measures does so again.
    Lengths: `px` for space and shapes that grow a little with the text, `em` for shapes that hold text or icons and
    grow with it, `size`/`radius`/`border` for named tokens.
    """

    changed = Signal()

    def __init__(
        self,
        theme: str = SYSTEM,
        text_scale: float = 1.0,
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tokens: Tokens = read_tokens()
        self._wish = theme
        self._text_scale = text_scale
        self._reduced_motion = reduced_motion
        self._app: QApplication | None = None
        self._system: System | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int], QFont] = {}
        self._loaded: set[tuple[str, int]] = set()
        # What painting.text_width measured in the fonts shown.
        self.widths: dict[tuple[str, str, int], float] = {}
        self._icons: dict[tuple[str, str, int, float], QPixmap] = {}
        self.focus_ring = FocusRing(self, self)

    # -- what is wished ---------------------------------------------------------------------------------------------

    @property
    def theme_wish(self) -> str:
        """What the person chose: light, dark, highContrast or system."""
        return self._wish

    @property
    def theme(self) -> str:
        """The theme shown: light, dark or highContrast."""
        if self._wish in THEMES:
            return self._wish
        if self._system is None:
            return "light"
        if self._system.contrast:
            return "highContrast"
        return "dark" if self._system.dark else "light"

    @property
    def text_scale(self) -> float:
        """Text size as a factor: 1.0, 1.25, 1.5 or 2.0."""
        return self._text_scale

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing moves: by the person's wish, or by the system's."""
        return self._reduced_motion or (self._system is not None and self._system.still)

    @property
    def high_contrast(self) -> bool:
        """Whether the high-contrast theme is shown: thicker borders, no tints, no shadow."""
        return self.theme == "highContrast"

    @property
    def single_column(self) -> bool:
        """Whether text is so large that the rail becomes a menu and pages have one column."""
        return self._text_scale >= self.tokens.collapses_at

    def set_theme(self, theme: str) -> None:
        """Show `theme` from now on. Raises ValueError for an unknown one."""
        self.set_both(theme, self._text_scale)

    def set_text_scale(self, scale: float) -> None:
        """Show text at `scale` from now on. Raises ValueError for a step that does not exist."""
        self.set_both(self._wish, scale)

    def set_both(self, theme: str, scale: float) -> None:
        """Show `theme` and text at `scale` from now on, both in one go. Raises ValueError for what does not exist."""
        if theme != SYSTEM and theme not in THEMES:
            raise ValueError(theme)
        if scale not in self.tokens.scales:
            raise ValueError(scale)
        if (theme, scale) != (self._wish, self._text_scale):
            self._wish, self._text_scale = theme, scale
            self._refresh()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Stop (or allow) all movement."""
        if reduced != self._reduced_motion:
            self._reduced_motion = reduced
            self._keep_still()
            self.changed.emit()

    # -- what is drawn ----------------------------------------------------------------------------------------------

    def colour(self, token: str) -> QColor:
        """Return the colour of a role in the theme shown ("ink"), or of the picture ("illustration.sky")."""
        colour = self._colours.get(token)
        if colour is None:
            if token.startswith("illustration."):
                colour = QColor(self.tokens.illustration[token.removeprefix("illustration.")])
            else:
                colour = QColor(self.tokens.colours[self.theme][token])
            self._colours[token] = colour
        return QColor(colour)

    def font(self, style: str, weight: int = 0) -> QFont:
        """Return the font of a type style at the present text size, with `weight` instead of its own if given."""
        font = self._fonts.get((style, weight))
        if font is None:
            step = self.tokens.styles[style]
            font = QFont([SHIPPED_FAMILIES[step.family]])
            self._load(step.family, weight or step.weight)
            size = round(step.size * self._text_scale)
            font.setPixelSize(size)
            font.setWeight(QFont.Weight(weight or step.weight))
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, step.tracking * size)
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[style, weight] = font
        return QFont(font)

    def line(self, style: str) -> int:
        """Return the line height of a type style in pixels at the present text size."""
        return round(self.tokens.styles[style].line * self._text_scale)

    def px(self, length: float) -> int:
        """Return a space in pixels: grows to 1.25 times at 200 % text."""
        return round(length * (1 + (self.tokens.spacing_at_2x - 1) * (self._text_scale - 1)))

    def em(self, length: float) -> int:
        """Return the size of something that holds text or stands beside it (badge, icon, row): grows with the text."""
        return round(length * (1 + 0.8 * (self._text_scale - 1)))

    def size(self, name: str) -> int:
        """Return a named size in pixels, grown with the text ("optionMin", "target", "navCellWidth")."""
        return self.em(self.tokens.sizes[name])

    def radius(self, name: str) -> float:
        """Return a corner radius ("option", "card", "control")."""
        return float(self.px(self.tokens.radii[name]))

    def border(self, selected: bool = False) -> float:
        """Return the width of a control's border, plain or selected."""
        if self.high_contrast:
            return self.tokens.borders["highContrastSelected" if selected else "highContrast"]
        return self.tokens.borders["selected" if selected else "hair"]

    def duration(self, name: str) -> int:
        """Return a movement's length in milliseconds ("fast", "base", "slow", "ring"); 0 where nothing is to move."""
        return 0 if self.reduced_motion else self.tokens.motion[name]

    def status(self, name: str) -> Status:
        """Return icon and colour token of a state ("passed", "needsSupport")."""
        return self.tokens.status[name]

    def pixmap(self, name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Return an icon in a role's colour, `size` logical pixels at 100 % text, for a device pixel ratio."""
        side = self.em(size)
        key = (name, token, side, ratio)
        pixmap = self._icons.get(key)
        if pixmap is None:
            pixmap = render(asset("icons", f"{name}.svg"), self.colour(token), side, ratio, self.tokens.stroke)
            self._icons[key] = pixmap
        return pixmap

    def icon(self, name: str, token: str, size: int = 20) -> QIcon:
        """Return an icon for controls that Qt draws (menus, tabs)."""
        icon = QIcon()
        ratio = self._app.devicePixelRatio() if self._app is not None else 1.0
        icon.addPixmap(self.pixmap(name, token, size, ratio))
        return icon

    def icon_size(self, size: int = 20) -> QSize:
        """Return how large an icon of `size` is drawn at the present text size."""
        return QSize(self.em(size), self.em(size))

    def draw_icon(self, painter: QPainter, name: str, token: str, size: int, x: float, y: float) -> None:
        """Paint an icon with its upper left corner at (x, y)."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        side = self.em(size)
        pixmap = self.pixmap(name, token, size, ratio)
        painter.drawPixmap(QRectF(round(x), round(y), side, side), pixmap, QRectF(pixmap.rect()))

    # -- the application --------------------------------------------------------------------------------------------

    def apply(self, app: QApplication) -> None:
        """Dress the application: style, palette, style sheet, font; and follow the system from now on."""
        self._app = app
        style = QStyleFactory.create("Fusion")
        if style is not None:
            app.setStyle(style)
        self._system = System(app)
        self._system.follow(self._on_system_changed)
        self._keep_still()
        self._refresh()

    def palette(self) -> QPalette:
        """Return the palette of the theme shown."""
        palette = QPalette()
        for role, token in self.tokens.palette.items():
            palette.setColor(QPalette.ColorRole[role], self.colour(token))
        disabled: Sequence[QPalette.ColorRole] = (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        )
        for one in disabled:
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.colour("ink3"))
        return palette

    def _on_system_changed(self) -> None:
        # Stillness is followed whatever theme is wished.
        self._keep_still()
        if self._wish == SYSTEM:
            self._refresh()
        else:
            self.changed.emit()

    def _keep_still(self) -> None:
        if self._system is not None:
            self._system.keep_still(self.reduced_motion)

    def _refresh(self) -> None:
        self._colours.clear()
        self._fonts.clear()
        self._icons.clear()
        self.widths.clear()
        if self._app is not None:
            self._app.setPalette(self.palette())
            self._app.setFont(self.font("body"))
        # Before the style sheet: Qt lays everything out while it dresses it anew, and would do so with the former letters.
        self.changed.emit()
        self._dress()

    def _dress(self) -> None:
        sheet = stylesheet(self)
        if self._app is None or self._app.styleSheet() == sheet:
            return
        # In place of another sheet Qt would dress each widget again for every widget around it; without one, each once.
        self._app.setStyleSheet("")
        self._app.setStyleSheet(sheet)

    def _load(self, family: str, weight: int) -> None:
        # A file costs time to read: only the weights that a page uses are loaded.
        if (family, weight) not in self._loaded:
            file = SHIPPED_FAMILIES[family].replace(" ", "")
            path = asset("fonts", f"{file}-{weight}.ttf")
            QFontDatabase.addApplicationFont(str(path))
            self._loaded.add((family, weight))
