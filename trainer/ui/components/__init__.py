"""Owns what pages are assembled from; each widget renders a value and says what the person wished, and knows no desk.

Everywhere: `look` comes first after the data, `name` is the object name, `parent` the parent, strings are finished words and
are shown literally. Lengths are pixels at 100 % text; colours and styles are names in assets/tokens.json.

layouts   Column(look, spacing=16, margins=(0,0,0,0), parent)  Row(...)  .gap(n) .clear() .show_margins(m)   Rule(look, parent)
text      Text(text, look, style="body", colour="ink", *, wraps=True, align, selectable=False, name, parent)  .setText .show_style
          Narrative(text, look, style="narrative", *, bar=True, colour="ink", name, parent)
buttons   Button(text, look, rank=Rank.SECONDARY, *, icon, trailing, key, large, wide, ink, name, parent)  clicked
              Rank: PRIMARY SECONDARY QUIET HERO;  .show_busy(bool, text) .show_text .show_icon .show_rank .label
          IconButton(text, icon, look, *, ink="ink2", name, parent)  clicked
card      Card(look, *, tone="surface", spacing=8, margins=(20,20,20,20), name, parent)  .body .add(*children) .show_tone
              tones: surface source hero info positive amend caution accent
field     Field(label, look, *, text, hint, placeholder, secret, longest, name, parent)  text_changed(str) submitted()
              .text() .show_text .show_error .edit
          Choice(label, [(id, words)], look, *, chosen, icon, show_label=True, name, parent)  choice_made(str)
              .chosen() .show_options .show_choice .box
          Switch(label, look, *, hint, on, name, parent)  toggled(bool)
header    Header(title, look, *, caption, back, name, parent)  back_wished()   .add(*widgets) .show_title(title, caption)
rail      Place(id, icon, word)   Rail([Place], look, *, foot, person, initials, menu, name, parent)
              place_chosen(str) person_chosen()   .show_here(id) .show_places(places, foot) .show_person(person, initials)
          Shell(rail, look, *, name, parent)  .show_page(page)
avatar    Avatar(initials, look, *, label, size=40, quiet=False, still=False, name, parent)  clicked
page      Page(look, *, header, wide=False, name, parent)  .add .add_side .add_footer .announce(text) .reveal(widget)
              .main .side .footer .two_columns
"""
