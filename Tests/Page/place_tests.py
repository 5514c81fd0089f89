"""Where the learner is, and what stays of it: focus, links, reloads, two pages at once, a browser that keeps nothing, what was played. kinds_tests.py runs
these, each on a page of its own."""

STATES = "[...document.querySelectorAll('.entry .state')].map(each => each.textContent)"
KEPT = "id => JSON.parse(localStorage.getItem('chop:lesson:' + id))"


def focus_stays(view, claims, lesson):
    page = view.page
    in_list = "document.activeElement.matches('.to-chapter')"
    page.focus(".entry:nth-child(2) .to-chapter")
    page.keyboard.press("k")
    claims.check("K plays", view.until_media("!v.paused"))
    claims.check("focus stays in the list that is drawn anew", page.evaluate(in_list), view.focus()[:60])
    page.keyboard.press("n")
    claims.check("the next chapter plays", view.until_media(f"v.file.startsWith('{lesson.chapters[1]['id']}') && !v.paused"))
    claims.check("and focus stays again", page.evaluate(in_list), view.focus()[:60])
    page.keyboard.press("Enter")
    claims.equal("a chapter that is chosen has focus on play", view.focus(), "control-play")
    page.click("#tool-settings")
    page.select_option("#page-language", "de")
    page.wait_for_timeout(100)
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    claims.equal("the dialog gives focus back, in another language", view.focus()[:13], "tool-settings")
    page.focus(".skip")
    page.keyboard.press("Enter")
    claims.equal("there is a place to skip to", view.focus().split()[0], "columns")


def a_reload_keeps_the_place(view, claims, lesson):
    page = view.page
    view.open("#" + lesson.chapters[0]["id"])
    view.start()
    page.click("[data-quiz='1']")
    page.click("#card .option")
    page.reload()
    view.until("document.getElementById('go')")
    claims.equal("the quiz is found again, not the chapter of the link", view.text("#go"), "Go on: quiz of chapter 2")
    page.goto("about:blank")
    page.goto(view.address + f"index.html?t={lesson.media(lesson.chapters[0])['duration'] + 3}")
    claims.check("a link with a time of the whole lesson leads to its chapter", view.until_media(f"v.file.startsWith('{lesson.chapters[1]['id']}') && Math.abs(v.currentTime - 3) < .1"))


def two_pages_keep_both(view, claims, lesson):
    """The last to save leaves what the other one kept."""
    page, other = view.page, view.context.new_page()
    other.goto(view.address + "index.html")
    for each, place in ((page, 0), (other, 1)):
        each.bring_to_front()
        each.click(f"[data-quiz='{place}']")
        each.click("#card .option")
        each.click("#check")
        each.wait_for_selector("#feedback .verdict")
        if "wrong" in each.get_attribute("#feedback", "class"):
            each.click("#card .foot .actions .quiet >> nth=0")
    other.wait_for_timeout(100)
    states = page.evaluate(KEPT, lesson.manifest["id"])["states"]
    claims.equal("both answers are kept", sorted(states), sorted(lesson.quiz(chapter)[0]["id"] for chapter in lesson.chapters))
    other.close()


def says_that_nothing_is_kept(view, claims, lesson):
    claims.check("where progress is kept", "kept in this browser only" in view.text("#about"), view.text("#about"))
    view.context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    view.open()
    claims.check("where it isn't", "keep nothing" in view.text("#about"), view.text("#about"))


def counts_what_was_played(view, claims, lesson):
    page, length = view.page, lesson.media(lesson.chapters[1])["duration"]
    view.open(f"#{lesson.chapters[1]['id']}&t=9999")
    claims.check("a time behind the end is none", view.until_media("v.readyState > 1 && v.currentTime < .1"))
    view.start()
    view.seek(length * .96)
    view.pause()
    states = page.evaluate(STATES)
    claims.check("a jump to the end is not watching", "Watched" not in states[1] and "open" not in states[1], states)
    parts = page.evaluate(KEPT, lesson.manifest["id"])["played"][lesson.chapters[1]["id"]]
    claims.check("the parts that were played are kept", len(parts) <= 2 and sum(to - start for start, to in parts) < length / 2, parts)
    view.seek(0)
    page.evaluate(f"() => {{ {view.MEDIA}.playbackRate = 8; {view.MEDIA}.play(); }}")
    claims.check("what was played as a whole is", view.until("document.getElementById('columns').dataset.mode === 'quiz'") and
                 page.evaluate(STATES)[1] == "Watched, quiz open", page.evaluate(STATES))


PLACES = [focus_stays, a_reload_keeps_the_place, two_pages_keep_both, says_that_nothing_is_kept, counts_what_was_played]
