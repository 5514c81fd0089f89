"""What the tests on the sample lessons share."""

from lesson_browser import LessonPage

TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Bench:
    """Opens the sample lessons, as files unless said otherwise."""

    def __init__(self, browser, folder, claims, shots):
        self.browser, self.folder, self.claims, self.shots = browser, folder, claims, shots

    def open(self, lesson, **options):
        folder = options.pop("folder", None) or self.folder / lesson
        return LessonPage(self.browser, f"file://{folder}/", self.claims, shots=self.shots, **options)

    def quiz(self, view, place):
        view.page.click("#tab-chapters")
        view.page.click(f"[data-quiz='{place}']")
        view.page.wait_for_selector("#card #stem")


def answer(view, text):
    view.page.fill("#card fieldset .input", text)
    view.page.click("#check")
    view.page.wait_for_selector("#feedback .verdict")
    return view.page.get_attribute("#feedback", "class").split()[-1]


def again(view):
    view.page.click("text=Try again")
