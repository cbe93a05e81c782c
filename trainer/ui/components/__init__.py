"""Owns what pages are assembled from: each widget renders a value and says what the person wished, and knows no desk.

Everywhere: `look` comes after the data, `catalogue` after `look` where a component has words of its own, then keywords,
with `name` (object name) and `parent`. Strings are finished words, shown literally. Lengths are pixels at 100 % text;
colours and styles are names in assets/tokens.json.

layouts       Column(look, spacing=16, margins=(0, 0, 0, 0), parent)   Row(...)   Rule(look, parent)
                  .gap(n) .clear() .show_margins((l, t, r, b))
              Strip(look, spacing=12, parent)                 controls in a row, or a column where there is no room   .add(*controls)
text          Text(text, look, style="body", colour="ink", *, weight=0, wraps=True, align, selectable=False)
                  .setText(s) .show_style(style, colour, weight)
              Narrative(text, look, style="narrative", *, bar=True, colour="ink")        a Text with the accent bar
buttons       Button(text, look, rank=Rank.SECONDARY, *, icon, trailing, key, large, wide, flush, ink)   -> clicked
                  Rank: PRIMARY SECONDARY QUIET HERO   .show_busy(on, text) .show_text .show_icon .show_rank .label
              IconButton(text, icon, look, *, ink="ink2")                                             -> clicked
card          Card(look, *, tone="surface", spacing=8, margins=(20, 20, 20, 20))   .body .add(*children) .show_tone(t)
                  tones: surface source hero info positive amend caution accent
field         Field(label, look, *, text, hint, placeholder, secret, longest)  -> text_changed(str) submitted()
                  .text() .show_text .show_error(words) .edit
              Choice(label, [(id, words)], look, *, chosen, icon, show_label=True)   -> choice_made(str)
                  .chosen() .show_options(options, chosen) .show_choice(id) .box
              Switch(label, look, *, hint, on)                                        -> toggled(bool)
header        Header(title, look, *, caption, back)   -> back_wished()   .add(*widgets) .show_title(title, caption)
rail          Place(id, icon, word)
              Rail([Place], look, *, foot, person, initials, menu, here)   -> place_chosen(str) person_chosen()
                  .show_here(id) .show_places(places, foot) .show_person(person, initials)
              Shell(rail, look)   .show_page(page)                    rail beside the page, above it with large text
avatar        Avatar(initials, look, *, label, size=40, quiet=False, still=False)   -> clicked
page          Page(look, *, header, wide=False)   .add .add_side .add_footer .announce(text) .reveal(widget)
                  .main .side (Columns) .footer (Row) .two_columns
options       OptionText(id, letter, text)
              OptionState: OPEN CORRECT CORRECT_CHOSEN WRONG OTHER UNAVAILABLE TAKEN NOT_TAKEN
              OptionList(look, catalogue, *, label, spacing=12)   -> choice_made(str item, tuple ids)
                  .show_options(item, [OptionText], several=False, compact=False, label) .show_chosen(ids) .chosen()
                  .show_states({id: (OptionState, explanation)}) .choose(place) -> bool
              OptionCard(option, look, catalogue, *, compact)   OptionCheck(...)   .show_state(state, explanation)
confidence    ConfidenceList(look, catalogue, *, across=False, keys=True)   -> confidence_given(str)
                  .given() .show_confidence(value) .choose(place) -> bool
navigator     CellState(number, seen, answered, current, flagged, locked)
              NavGrid(look, catalogue)   -> question_chosen(int)   .show_cells([CellState])
              NavLegend(look, catalogue)   .show_flagged(n)
timer         TimerChip(look, catalogue, *, hidden)   -> hidden_changed(bool) became_low(str)
                  .show_minutes(n) .toggle_hidden() .low .time_hidden
marks         IconText(text, icon, look, style="small", colour="ink2", *, tint, weight, icon_size=18, wraps=True)
                  .show_mark(text, icon, colour, tint)
              Chip(text, look, *, icon, tone="info")   as_of_chip(year, look, catalogue)   newer_chip(look, catalogue)
              SavedMark(look, catalogue)   .show_saved(time) .show_saving() .show_not_saved() .show_words(words)
              KeyHints([(("A", "D"), words)], look)   .show_hints(...)      painting.RETURN is the return key's cap
source        SourceRow(text, year, look, catalogue)   -> clicked
              SourceCard(look, catalogue, *, open_words)   -> passage_wished()
                  .show_source(statement, document, place, year, newer=False)
panels        FeedbackPanel(look)   .show_verdict(right, verdict, caption) .focus_verdict()
              EmptyState(title, text, look, *, action, rank=QUIET)   -> action_wished()
              ErrorPanel(look)   -> action_wished(str)   .show_error(title, text, [(id, words)])
              Skeleton(text, look)   .start() .stop()
progress      MasteryRing(look, catalogue, *, colour, size=72)   .show_share(share, words, label)
              ModuleBar(look, catalogue, *, colour)   .show_share(share, words, label, mark=0.0, mark_words)
              StepSegments(look, catalogue, *, hero=False)   .show_steps(done, current, steps, words)
rows          RowText(title, subtitle, mark, icon, icon_colour, note, status, status_icon, status_colour)
              ListRow(row, look, *, here=False, chevron=True)   -> clicked   .show_row(row, here)
              RowList(look)   .add_row(widget) .clear()
illustration  Illustration(look)   HeroCard(look)                             hills and cairn; plain where unwanted
dialog        Dialog(title, text, look, *, act, stay, filled="stay")   -> accepted rejected   .open() .body
              tell_crash(look, catalogue, report, path, parent) -> Dialog

Beside them: trainer.ui.keys (KeyMap, Binding, KeyFilter -> intended(str)) and trainer.ui.theme (Look).
"""
