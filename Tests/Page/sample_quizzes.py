"""Questions of every kind, on the sample lessons."""

from sample_bench import again, answer, test


@test
def answers_of_each_kind(bench):
    view = bench.open("energy")
    page, claims = view.page, bench.claims
    bench.quiz(view, 1)
    for typed, verdict in (("43", "wrong"), ("120", "right")):
        claims.equal(f"number {typed}", answer(view, typed), verdict)
        if verdict == "wrong":
            claims.check("a number's own feedback", "Work is a product" in view.text("#feedback"))
            again(view)
    page.click("text=Next question")
    for chosen, verdict, words in (("02", "wrong", "Partly right"), ):
        for index in (0, 1):
            page.click(f".option:has(input[value='{index}'])")
        page.click("#check")
        page.wait_for_selector("#feedback.wrong .verdict")
        claims.check("some of several", words in view.text("#feedback"), view.text("#feedback"))
        claims.check("reasons stand beside what was chosen", "No path, no work" in view.text(".options"))
        claims.equal("only what was chosen is marked", page.locator(".option[data-mark]").count(), 2)
    again(view)
    claims.equal("try again keeps what was entered", page.locator(".option input:checked").count(), 2)
    page.click(".option:has(input[value='1'])")
    page.click(".option:has(input[value='2'])")
    page.click("#check")
    page.wait_for_selector("#feedback.right .verdict")
    claims.check("said as a second try", "now you have it" in view.text("#feedback"))
    page.click("text=Next question")
    for typed, verdict, words in (("newton", "wrong", "unit of force"), ("kelvin", "wrong", "English brewer"), ("  JOULES ", "right", "Written J")):
        claims.equal(f"text {typed}", answer(view, typed), verdict)
        claims.check(f"feedback to {typed}", words in view.text("#feedback"), view.text("#feedback"))
        if verdict == "wrong":
            again(view)
    page.click("text=See how it went")
    claims.check("the result counts", "3 of 3" in view.text("#stem") or "All 3 right" in view.text("#stem"), view.text("#stem"))
    view.close()


@test
def numbers_are_read_as_people_write_them(bench):
    for typed, verdict in (("119.5", "right"), ("119,5", "right"), ("120.5", "right"), ("120.51", "wrong"), ("1.2e2", "right"), ("1,20e2", "right"), (" 1 20 ", "right"),
                           ("+120", "right"), ("−120", "wrong"), ("120.0000000001", "right"), ("0.000.120", "right")):
        view = bench.open("energy")
        bench.quiz(view, 1)
        bench.claims.equal(f"number '{typed}'", answer(view, typed), verdict)
        view.close()
    view = bench.open("energy")
    bench.quiz(view, 1)
    view.page.fill("#card fieldset .input", "a lot")
    view.page.keyboard.press("Enter")
    bench.claims.check("what is no number is no try", view.until("document.getElementById('toast').textContent.includes('Type a number')"))
    bench.claims.check("and no verdict", not view.page.query_selector("#feedback .verdict"))
    view.close()


@test
def hints_and_the_answer(bench):
    view = bench.open("energy")
    page, claims = view.page, bench.claims
    bench.quiz(view, 0)
    page.click("text=Hint")
    claims.equal("focus goes to the hint", view.focus(), "hints")
    page.click("text=Next hint")
    claims.check("hints come one after the other", "Hint 2 of 2" in view.text("#hints"))
    view.judge("hints")
    page.click(".option >> nth=0") if page.get_attribute(".option >> nth=0 >> input", "value") != "0" else page.click(".option >> nth=1")
    page.click("#check")
    page.click("text=Show the answer")
    claims.check("the answer is said", view.until("document.getElementById('feedback').textContent.includes('This is the answer.')"))
    claims.check("with what explains it", "heat and sound" in view.text("#feedback"), view.text("#feedback"))
    claims.check("the right one is marked", "It turns into motion." in view.text(".option[data-mark=right]"))
    claims.equal("it counts as to repeat", page.locator("[data-quiz='0'] .pip.missed").count(), 1)
    view.close()


@test
def essays_are_kept_and_never_graded(bench):
    view = bench.open("energy")
    page, claims = view.page, bench.claims
    bench.quiz(view, 0)
    for index in ("0", "1"):
        page.click(f".option:has(input[value='{index}'])")
        page.click("#check")
        page.wait_for_selector("#feedback.right .verdict")
        page.click("#card .foot .primary")
    claims.check("a description stands between questions", "nobody grades it" in view.text("#stem") and not page.query_selector("fieldset"))
    page.click("text=Continue")
    page.fill("textarea", "From <b>plants</b>")
    page.click("#check")
    page.wait_for_selector("#feedback.neutral .verdict")
    claims.check("the sample answer is shown, its script isn't", "From the Sun" in view.text("#feedback") and "alert" not in view.text("#feedback"))
    view.judge("essay")
    page.click("#card .foot .primary")
    claims.check("one's own words are there again", "From <b>plants</b>" in view.text(".own-words"))
    claims.check("and don't count", "All 2 right" in view.text("#stem"), view.text("#stem"))
    view.close()
