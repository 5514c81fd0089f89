"""Answers to the questions of a quiz.json, wrong and right, given to the page as a learner gives them."""


def asked(question):
    return question["kind"] != "description"


def is_good(question, answer):
    return answer["weight"] > 0 if question["kind"] == "multiple-choice" else answer["weight"] >= 99.9


def plain(rich):
    """Its text, where it has no markup; None where it would have to be rendered."""
    return rich["text"] if rich["format"] == "plain" and "\n" not in rich["text"] else None


def give(page, question, right):
    """Puts an answer in; False where no such answer can be made."""
    kind = question["kind"]
    if kind in ("true-false", "single-choice", "multiple-choice"):
        good = [i for i, answer in enumerate(question["answers"]) if is_good(question, answer)]
        bad = [i for i, answer in enumerate(question["answers"]) if not is_good(question, answer)]
        chosen = good if right else bad[:1] or good[:1]
        if not right and not bad and len(good) < 2:
            return False
        if kind == "multiple-choice":
            for box in page.query_selector_all("#card .option input"):
                if box.is_checked() != (int(box.get_attribute("value")) in chosen):
                    box.click()
        else:
            page.click(f"#card .option:has(input[value='{chosen[0]}'])")
        return True
    if kind == "short-answer":
        best = next((answer["text"]["text"] for answer in question["answers"] if answer["weight"] >= 99.9), None)
        if best is None or (not right and best == "*"):
            return False
        page.fill("#card fieldset .input", best.replace("\\*", "\0").replace("*", "").replace("\0", "*") if right else "zqxzqx")
        return True
    if kind == "numeric":
        best = max(question["numbers"], key=lambda number: number["weight"])
        far = max(abs(number["value"]) + number["tolerance"] for number in question["numbers"]) * 3 + 77
        page.fill("#card fieldset .input", repr(best["value"] if right else far).removesuffix(".0"))
        return True
    if kind == "matching":
        pairs = [pair for pair in question["pairs"] if pair["left"]["text"].strip()]
        rights = list(dict.fromkeys(pair["right"] for pair in question["pairs"]))
        if not right and len(rights) < 2:
            return False
        for index, pair in enumerate(pairs):
            other = next((text for text in rights if text != pair["right"]), None)
            page.select_option(f"#pair-{index}", value=pair["right"] if right or (index and len(pairs) > 1) else other)
        return True
    if kind == "ordering":
        texts = [answer["text"]["text"] for answer in question["answers"]]
        if len(set(texts)) < 2:
            return False
        for place, text in enumerate(texts if right else texts[::-1]):
            items = page.locator("#card .order > li")
            at = next(at for at in range(place, len(texts)) if text in items.nth(at).inner_text())
            for step in range(at, place, -1):
                items.nth(step).locator("button").first.click()
        return True
    if kind == "cloze":
        for index, gap in enumerate(question["gaps"]):
            if gap["kind"].endswith("choice"):
                chosen = [i for i, answer in enumerate(gap["answers"]) if is_good(gap, answer) == right]
                page.select_option(f"#gap-{index}", value=[str(i) for i in (chosen if right else chosen[:1])])
            elif gap["kind"] == "numeric":
                number = max(gap["numbers"], key=lambda number: number["weight"])
                page.fill(f"#gap-{index}", repr(number["value"] + (0 if right else 77 + 3 * number["tolerance"])).removesuffix(".0"))
            else:
                best = next(answer["text"]["text"] for answer in gap["answers"] if answer["weight"] >= 99.9)
                page.fill(f"#gap-{index}", best if right else "zqxzqx")
        return True
    page.fill("#card fieldset textarea", "In my own words: <b>nothing</b> is lost.")
    return True
