"""One page per place in the application: it renders what its presenter says and emits what the person wishes.

`look` and `catalogue` come after what a page is about; `catalogue.language` is what desks are asked in; `now` says the local time.
A page asks its desk when it is made and is made anew when it is opened again, also in another language. Where there is something to
keep, `leave()` keeps it and says whether the person may go; `keys` is its KeyFilter, whose `letters_on` turns single letters off.

set_up      SetUpPage(desk, look, catalogue, parent)                                       set_up_done(Admitted)
sign_in     SignInPage(desk, look, catalogue, now, languages=(), parent)                   signed_in(Admitted)
                language_chosen(str)  display_theme_chosen(str)  text_scale_chosen(float)
home        HomePage(learning, assessing, who, look, catalogue, now, parent)               lesson_wished(lesson)
                module_wished(module)  practice_wished(module, objective)  assessment_wished(blueprint)
module      ModulePage(desk, who, module, look, catalogue, parent)                         lesson_wished(lesson)
                practice_wished(module, objective)  home_wished()
lesson      LessonPage(desk, who, lesson, look, catalogue, parent)  .leave() .keys         module_wished(module)
                lesson_wished(lesson)  practice_wished(module, objective)  home_wished()
practice    PracticePage(desk, who, module, objective, look, catalogue, now, parent)       module_wished(module)
                .leave() .keys .draft() .restore(draft)                                    home_wished()

An `objective` of "" is all of them. Parts of pages: threshold (before signing in), profile_list, person_form, practice_question,
practice_panels, lesson_blocks, pressable (a button made of parts), prose (text with emphasis), wording (days, lists, verdicts).
"""
