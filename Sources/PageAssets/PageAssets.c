#include "PageAssets.h"

// The toolchain's clang knows #embed (C23, 6.10.4) in every mode; a file that changes is compiled in again.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char index_html[] = {
#embed "page/index.html"
};
static const char icons_svg[] = {
#embed "page/icons.svg"
};
static const char styles_tokens_css[] = {
#embed "page/styles/tokens.css"
};
static const char styles_base_css[] = {
#embed "page/styles/base.css"
};
static const char styles_layout_css[] = {
#embed "page/styles/layout.css"
};
static const char styles_stage_css[] = {
#embed "page/styles/stage.css"
};
static const char styles_rail_css[] = {
#embed "page/styles/rail.css"
};
static const char styles_quiz_css[] = {
#embed "page/styles/quiz.css"
};
static const char styles_result_css[] = {
#embed "page/styles/result.css"
};
static const char styles_dialogs_css[] = {
#embed "page/styles/dialogs.css"
};
static const char styles_narrow_css[] = {
#embed "page/styles/narrow.css"
};
static const char styles_senses_css[] = {
#embed "page/styles/senses.css"
};
static const char styles_print_css[] = {
#embed "page/styles/print.css"
};
static const char words_en_json[] = {
#embed "page/words/en.json"
};
static const char words_de_json[] = {
#embed "page/words/de.json"
};
static const char words_ar_json[] = {
#embed "page/words/ar.json"
};
static const char script_elements_js[] = {
#embed "page/script/elements.js"
};
static const char script_words_js[] = {
#embed "page/script/words.js"
};
static const char script_rich_text_js[] = {
#embed "page/script/rich-text.js"
};
static const char script_lesson_js[] = {
#embed "page/script/lesson.js"
};
static const char script_formulas_js[] = {
#embed "page/script/formulas.js"
};
static const char script_store_js[] = {
#embed "page/script/store.js"
};
static const char script_progress_js[] = {
#embed "page/script/progress.js"
};
static const char script_announce_js[] = {
#embed "page/script/announce.js"
};
static const char script_menus_js[] = {
#embed "page/script/menus.js"
};
static const char script_captions_js[] = {
#embed "page/script/captions.js"
};
static const char script_player_js[] = {
#embed "page/script/player.js"
};
static const char script_controls_js[] = {
#embed "page/script/controls.js"
};
static const char script_transcript_js[] = {
#embed "page/script/transcript.js"
};
static const char script_chapter_list_js[] = {
#embed "page/script/chapter-list.js"
};
static const char script_links_js[] = {
#embed "page/script/links.js"
};
static const char script_stage_js[] = {
#embed "page/script/stage.js"
};
static const char script_quiz_shuffle_js[] = {
#embed "page/script/quiz/shuffle.js"
};
static const char script_quiz_choice_js[] = {
#embed "page/script/quiz/choice.js"
};
static const char script_quiz_short_answer_js[] = {
#embed "page/script/quiz/short-answer.js"
};
static const char script_quiz_numeric_js[] = {
#embed "page/script/quiz/numeric.js"
};
static const char script_quiz_matching_js[] = {
#embed "page/script/quiz/matching.js"
};
static const char script_quiz_ordering_js[] = {
#embed "page/script/quiz/ordering.js"
};
static const char script_quiz_cloze_js[] = {
#embed "page/script/quiz/cloze.js"
};
static const char script_quiz_essay_js[] = {
#embed "page/script/quiz/essay.js"
};
static const char script_quiz_kinds_js[] = {
#embed "page/script/quiz/kinds.js"
};
static const char script_quiz_card_js[] = {
#embed "page/script/quiz/card.js"
};
static const char script_quiz_round_js[] = {
#embed "page/script/quiz/round.js"
};
static const char script_quiz_watch_js[] = {
#embed "page/script/quiz/watch.js"
};
static const char script_quiz_pauses_js[] = {
#embed "page/script/quiz/pauses.js"
};
static const char script_result_js[] = {
#embed "page/script/result.js"
};
static const char script_about_js[] = {
#embed "page/script/about.js"
};
static const char script_dialogs_js[] = {
#embed "page/script/dialogs.js"
};
static const char script_keyboard_js[] = {
#embed "page/script/keyboard.js"
};
static const char script_print_js[] = {
#embed "page/script/print.js"
};
static const char script_lms_answers_js[] = {
#embed "page/script/lms/answers.js"
};
static const char script_lms_suspended_js[] = {
#embed "page/script/lms/suspended.js"
};
static const char script_lms_scorm_js[] = {
#embed "page/script/lms/scorm.js"
};
static const char script_lms_xapi_js[] = {
#embed "page/script/lms/xapi.js"
};
static const char script_start_js[] = {
#embed "page/script/start.js"
};
static const char plan_page_html[] = {
#embed "page/plan/page.html"
};
static const char plan_plan_css[] = {
#embed "page/plan/plan.css"
};
static const char plan_list_js[] = {
#embed "page/plan/list.js"
};
static const char plan_waveform_js[] = {
#embed "page/plan/waveform.js"
};
static const char plan_chapters_js[] = {
#embed "page/plan/chapters.js"
};
static const char plan_start_js[] = {
#embed "page/plan/start.js"
};

#define ASSET(name, bytes) {name, bytes, sizeof bytes}

static const PageAsset assets[] = {
  ASSET("index.html", index_html),
  ASSET("icons.svg", icons_svg),
  ASSET("styles/tokens.css", styles_tokens_css),
  ASSET("styles/base.css", styles_base_css),
  ASSET("styles/layout.css", styles_layout_css),
  ASSET("styles/stage.css", styles_stage_css),
  ASSET("styles/rail.css", styles_rail_css),
  ASSET("styles/quiz.css", styles_quiz_css),
  ASSET("styles/result.css", styles_result_css),
  ASSET("styles/dialogs.css", styles_dialogs_css),
  ASSET("styles/narrow.css", styles_narrow_css),
  ASSET("styles/senses.css", styles_senses_css),
  ASSET("styles/print.css", styles_print_css),
  ASSET("words/en.json", words_en_json),
  ASSET("words/de.json", words_de_json),
  ASSET("words/ar.json", words_ar_json),
  ASSET("script/elements.js", script_elements_js),
  ASSET("script/words.js", script_words_js),
  ASSET("script/rich-text.js", script_rich_text_js),
  ASSET("script/lesson.js", script_lesson_js),
  ASSET("script/formulas.js", script_formulas_js),
  ASSET("script/store.js", script_store_js),
  ASSET("script/progress.js", script_progress_js),
  ASSET("script/announce.js", script_announce_js),
  ASSET("script/menus.js", script_menus_js),
  ASSET("script/captions.js", script_captions_js),
  ASSET("script/player.js", script_player_js),
  ASSET("script/controls.js", script_controls_js),
  ASSET("script/transcript.js", script_transcript_js),
  ASSET("script/chapter-list.js", script_chapter_list_js),
  ASSET("script/links.js", script_links_js),
  ASSET("script/stage.js", script_stage_js),
  ASSET("script/quiz/shuffle.js", script_quiz_shuffle_js),
  ASSET("script/quiz/choice.js", script_quiz_choice_js),
  ASSET("script/quiz/short-answer.js", script_quiz_short_answer_js),
  ASSET("script/quiz/numeric.js", script_quiz_numeric_js),
  ASSET("script/quiz/matching.js", script_quiz_matching_js),
  ASSET("script/quiz/ordering.js", script_quiz_ordering_js),
  ASSET("script/quiz/cloze.js", script_quiz_cloze_js),
  ASSET("script/quiz/essay.js", script_quiz_essay_js),
  ASSET("script/quiz/kinds.js", script_quiz_kinds_js),
  ASSET("script/quiz/card.js", script_quiz_card_js),
  ASSET("script/quiz/round.js", script_quiz_round_js),
  ASSET("script/quiz/watch.js", script_quiz_watch_js),
  ASSET("script/quiz/pauses.js", script_quiz_pauses_js),
  ASSET("script/result.js", script_result_js),
  ASSET("script/about.js", script_about_js),
  ASSET("script/dialogs.js", script_dialogs_js),
  ASSET("script/keyboard.js", script_keyboard_js),
  ASSET("script/print.js", script_print_js),
  ASSET("script/lms/answers.js", script_lms_answers_js),
  ASSET("script/lms/suspended.js", script_lms_suspended_js),
  ASSET("script/lms/scorm.js", script_lms_scorm_js),
  ASSET("script/lms/xapi.js", script_lms_xapi_js),
  ASSET("script/start.js", script_start_js),
  ASSET("plan/page.html", plan_page_html),
  ASSET("plan/plan.css", plan_plan_css),
  ASSET("plan/list.js", plan_list_js),
  ASSET("plan/waveform.js", plan_waveform_js),
  ASSET("plan/chapters.js", plan_chapters_js),
  ASSET("plan/start.js", plan_start_js),
};

const PageAsset *pageAssets(size_t *count) {
  *count = sizeof assets / sizeof assets[0];
  return assets;
}
