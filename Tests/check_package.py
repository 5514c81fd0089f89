#!/usr/bin/env python3
"""Says what is wrong with a SCORM 1.2 package or a Common Cartridge 1.1, unpacked or not: what platforms' checks of imsmanifest.xml against the schemas
refuse, the rules that come with Common Cartridge's profile of QTI 1.2.1, and questions whose right answers are others to Canvas or Moodle. Silent where
nothing is.

    Tests/check_package.py PACKAGE [PACKAGE ...]"""

import pathlib
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

SCORM = {"": "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2"}
CARTRIDGE = {"": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}
QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
PROFILES = {f"cc.{name}.v0p1" for name in ("multiple_choice", "multiple_response", "true_false", "fib", "pattern_match", "essay")}
wrong = []


def check(claim, is_true, more=""):
    if not is_true:
        wrong.append(f"{claim}{': ' if more else ''}{more}")


def zip_is_plain(path):
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
        names = [entry.filename for entry in entries]
        check("nothing is damaged", package.testzip() is None)
        check("the manifest comes first", names[0] == "imsmanifest.xml", names[0])
        check("the others are sorted", names[1:] == sorted(names[1:]))
        check("no folders, no names that lead out", not any(name.endswith("/") or name.startswith("/") or ".." in name.split("/") for name in names))
        check("stored, at one time, without data descriptors", {(entry.compress_type, entry.date_time, entry.flag_bits & 8) for entry in entries} == {(0, (1980, 1, 1, 0, 0, 0), 0)})


def manifest_names_every_file(root, space, folder):
    identifiers = [element.get("identifier") for element in root.iter() if element.get("identifier")]
    check("identifiers are NCNames", all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", name) for name in identifiers), identifiers)
    check("each is given once", len(set(identifiers)) == len(identifiers))
    resources = {resource.get("identifier"): resource for resource in root.findall("resources/resource", space)}
    references = [element.get("identifierref") for element in root.iter() if element.get("identifierref")]
    check("references lead to resources", set(references) <= set(resources), references)
    check("every resource is referred to", set(references) == set(resources))
    files = [file.get("href") for file in root.findall("resources/resource/file", space)]
    there = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "imsmanifest.xml"]
    check("every file is listed once", sorted(files) == sorted(there), set(files) ^ set(there))
    for resource in resources.values():
        if resource.get("href"):
            check("what is shown is one of its files", resource.get("href") in [file.get("href") for file in resource.findall("file", space)])
    return resources


def scorm(root, folder):
    space = SCORM
    check("metadata", [element.text for element in root.find("metadata", space)] == ["ADL SCORM", "1.2"])
    organizations = root.findall("organizations/organization", space)
    check("one organization, the default", len(organizations) == 1 and root.find("organizations", space).get("default") == organizations[0].get("identifier"))
    titled = [organizations[0], *organizations[0].iter(f"{{{space['']}}}item")]
    check("titles", all((element.findtext("title", "", space)).strip() for element in titled))
    for resource in manifest_names_every_file(root, space, folder).values():
        check("a SCO", resource.get(f"{{{space['adlcp']}}}scormtype") == "sco" and resource.get("type") == "webcontent" and resource.get("href"))


def cartridge(root, text, folder):
    space = CARTRIDGE
    check("Moodle finds what it is", f'xmlns="{CARTRIDGE[""]}"'.encode() in text[:1024])
    check("metadata", [element.text for element in root.find("metadata", space)][:2] == ["IMS Common Cartridge", "1.1.0"] and len(root.find("metadata", space)) == 3)
    organizations = root.findall("organizations/organization", space)
    check("one organization with one root", len(organizations) == 1 and len(organizations[0]) == 1 and organizations[0].get("structure") == "rooted-hierarchy")
    check("the root has no title", organizations[0][0].find("title", space) is None)
    for item in organizations[0][0].iter(f"{{{space['']}}}item"):
        if item is not organizations[0][0]:
            check("items are titled, title first", item[0].tag == f"{{{space['']}}}title" and (item[0].text or "").strip(), item.attrib)
    items = []
    resources = manifest_names_every_file(root, space, folder)
    for resource in resources.values():
        files = [file.get("href") for file in resource.findall("file", space)]
        if resource.get("type") == "webcontent" and not resource.get("href").endswith(".html"):
            check("a picture", files == [resource.get("href")] and re.fullmatch(r"pictures/[0-9a-f]{16}\.(png|jpg|gif|webp)", files[0]), files)
        elif resource.get("type") == "webcontent":
            page = (folder / resource.get("href")).read_text()
            sources = re.findall(r'(?:src|href)="(?!https?://|mailto:)([^"]*)"', page)
            base = pathlib.PurePath(resource.get("href")).parent
            check("a page names each of its files once", sorted(str(base / source) for source in sources) == sorted(set(files) - {resource.get("href")}), sources)
        else:
            check("one file, not shown by itself", len(files) == 1 and resource.get("href") is None)
            tree = ElementTree.parse(folder / files[0]).getroot()
            if resource.get("type") == QUIZ:
                items += quiz(tree)
                shown = re.findall(r'src="(\$IMS-CC-FILEBASE\$/[^"]*)"', "".join(text.text or "" for text in tree.iter() if text.tag.endswith("}mattext")))
                needs = [dependency.get("identifierref") for dependency in resource.findall("dependency", space)]
                check("a quiz depends on the pictures that it shows", {f"$IMS-CC-FILEBASE$/{resources[need].get('href')}" for need in needs} == set(shown), shown)
            else:
                check("a link", resource.get("type") == "imswl_xmlv1p1" and re.match(r"https?://\S+$", tree.find("{*}url").get("href")) and tree.findtext("{*}title"))
    check("no question has another's name", len(set(items)) == len(items))


def quiz(root):
    """The rules of the profile (Schematron in its schema) by number."""
    local = lambda element: element.tag.split("}")[1]
    check("QTI's namespace", root.tag == "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}questestinterop")
    fields = lambda element: {field.findtext("{*}fieldlabel"): field.findtext("{*}fieldentry") for field in element.findall("{*}qtimetadata/{*}qtimetadatafield")}
    assessment = root[0]
    check("1: an exam", fields(assessment).get("cc_profile") == "cc.exam.v0p1" and fields(assessment).get("cc_maxattempts") == "unlimited" and assessment.get("title"))
    check("one section", [local(child) for child in assessment] == ["qtimetadata", "section"])
    for item in assessment.findall("{*}section/{*}item"):
        entries, name = fields(item.find("{*}itemmetadata")), item.get("ident")
        profile = entries.get("cc_profile")
        check("2b: a kind that is known", profile in PROFILES, profile)
        check("2c: counts 1 to 99", re.fullmatch(r"[1-9]\d?", entries.get("cc_weighting", "")), entries)
        order = [local(child) for child in item]
        check("parts in order", order == sorted(order, key=["itemmetadata", "presentation", "resprocessing", "itemfeedback"].index), order)
        presentation = item.find("{*}presentation")
        check("Moodle reads text as Latin-1", all((text.text or "").isascii() for text in item.iter() if local(text) == "mattext"), name)
        check("text, then the answer", [local(child) for child in presentation] in (["material", "response_lid"], ["material", "response_str"]), name)
        response = presentation[1]
        labels = [label.get("ident") for label in response.iter() if local(label) == "response_label"]
        equals = list(item.findall("{*}resprocessing//{*}varequal"))
        if profile in ("cc.fib.v0p1", "cc.essay.v0p1"):
            check("6a, 8a: typed", local(response) == "response_str" and local(response[0]) == "render_fib")
        else:
            check("3b, 4b, 5b: chosen", local(response) == "response_lid")
            check("3a, 4a, 5a: how many", response.get("rcardinality") == ("Multiple" if profile == "cc.multiple_response.v0p1" else "Single"))
            check("9a: of the answers", {equal.text for equal in equals} <= set(labels) and len(set(labels)) == len(labels), labels)
        if profile == "cc.true_false.v0p1":
            check("3d: true and false", sorted(labels) == ["false", "true"], labels)
        if profile == "cc.essay.v0p1":
            check("8c, 8f: nobody grades it", not equals and entries.get("qmd_computerscored") == "No")
        else:
            scores = [condition for condition in item.findall("{*}resprocessing/{*}respcondition") if condition.find("{*}setvar") is not None]
            check("something is right", scores and {score.findtext("{*}setvar") for score in scores} == {"100"}, name)
        check("answers are this question's", all(equal.get("respident") == response.get("ident") for equal in equals))
        shown = [feedback.get("linkrefid") for feedback in item.findall("{*}resprocessing/{*}respcondition/{*}displayfeedback")]
        check("12c, 12d: feedback is shown and there", sorted(shown) == sorted(feedback.get("ident") for feedback in item.findall("{*}itemfeedback")), shown)
        if profile != "cc.essay.v0p1":
            platforms_agree(item, response, labels, name)
    return [item.get("ident") for item in assessment.findall("{*}section/{*}item")]


def platforms_agree(item, response, labels, name):
    """Whether Canvas and Moodle take those answers for right, and show that feedback, which the file itself says."""
    conditions = item.findall("{*}resprocessing/{*}respcondition")
    right, shown = canvas(conditions, response)
    answers = labels or {equal.text for condition in conditions for equal in condition.iter() if equal.tag.endswith("}varequal")}
    is_typed, is_multiple = not labels, response.get("rcardinality") == "Multiple"
    said = {answer: graded(conditions, {answer}, is_typed) for answer in answers}
    if is_multiple:
        others = [right ^ {answer} for answer in answers]
        check("Canvas' right answers are the right ones", graded(conditions, right, False)[0] == "100" and all(graded(conditions, other, False)[0] != "100" for other in others), (name, right))
        named = [equal.text for condition in conditions if condition.find("{*}setvar") is not None for equal in condition.findall("{*}conditionvar/{*}and/{*}varequal[@case='Yes']")]
        check("Moodle's too", sorted(named) == sorted(right), (name, named))
    else:
        check("Canvas' right answers are the right ones", right == {answer for answer in answers if said[answer][0] == "100"}, (name, right))
    check("Canvas shows each answer's feedback", all(shown.get(answer) == next(iter(said[answer][1]), None) for answer in answers), (name, shown))
    general = [feedback.get("linkrefid") for condition in conditions if condition.find("{*}conditionvar/{*}other") is not None for feedback in condition.findall("{*}displayfeedback")]
    check("Canvas finds the general feedback", all(re.search("general_|_all", feedback) for feedback in general), (name, general))


def graded(conditions, given, is_typed):
    """The score and the feedback on the answers `given`, by QTI's own rule: conditions in order, up to the first that is met and does not go on."""
    def is_met(test):
        kind = test.tag.split("}")[1]
        if kind == "varequal":
            return test.text in given
        # Texts side by side are alternatives to the profile.
        return kind == "other" or (not is_met(test[0]) if kind == "not" else (any if is_typed else all)(map(is_met, test)))
    score, shown = "0", []
    for condition in conditions:
        if is_met(condition.find("{*}conditionvar")):
            score = condition.findtext("{*}setvar") or score
            if condition.find("{*}conditionvar/{*}other") is None:
                shown += [feedback.get("linkrefid") for feedback in condition.findall("{*}displayfeedback")]
            if condition.get("continue") != "Yes":
                break
    return score, shown


def canvas(conditions, response):
    """What Canvas takes for right answers, and the feedback that it shows on each: QTIMigrationTool makes one condition of those that end the processing,
    and choice_interaction.rb and extended_text_interaction.rb read each condition by the first rule that fits it."""
    going_on = [[condition] for condition in conditions if condition.get("continue") == "Yes"]
    ending = [condition for condition in conditions if condition.get("continue") != "Yes"]
    check("conditions that go on come first", conditions == [group[0] for group in going_on] + ending)
    right, shown = set(), {}
    def take(answer, is_right, group):
        (right.add if is_right else right.discard)(answer)
        feedback = next((feedback.get("linkrefid") for condition in group for feedback in condition.findall("{*}displayfeedback")), None)
        if feedback and answer not in shown:
            shown[answer] = feedback
    def scores(group):
        return any(float(condition.findtext("{*}setvar") or 0) > 0 for condition in group)
    for group in going_on + ([ending] if ending else []):
        equals = [[equal for equal in condition.iter() if equal.tag.endswith("}varequal")] for condition in group]
        if response.tag.endswith("}response_str"):
            for equal in sum(equals, []):
                take(equal.text, True, group)
        elif response.get("rcardinality") == "Single" and any(equal.get("respident") in ("response", "RESP_MC") for equal in sum(equals, [])):
            take(equals[0][0].text, scores(group), group)
        elif group[0].find("{*}conditionvar/{*}and") is not None:
            for equal in group[0].findall("{*}conditionvar/{*}and/{*}varequal"):
                take(equal.text, True, group)
        else:
            for condition, named in zip(group, equals):
                if named:
                    take(named[0].text, scores([condition]), [condition])
    return right, shown


def package(folder):
    text = (folder / "imsmanifest.xml").read_bytes()
    root = ElementTree.fromstring(text)
    if root.tag == f"{{{SCORM['']}}}manifest":
        scorm(root, folder)
    elif root.tag == f"{{{CARTRIDGE['']}}}manifest":
        cartridge(root, text, folder)
    else:
        check("a manifest that is known", False, root.tag)


for path in map(pathlib.Path, sys.argv[1:]):
    before = len(wrong)
    if path.is_dir():
        package(path)
    else:
        zip_is_plain(path)
        with tempfile.TemporaryDirectory() as scratch:
            zipfile.ZipFile(path).extractall(scratch)
            package(pathlib.Path(scratch))
    for sentence in wrong[before:]:
        print(f"{path}: {sentence}")
sys.exit(1 if wrong else 0)
