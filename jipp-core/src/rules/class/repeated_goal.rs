use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-05",
    name: "repeated-goal",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual { id: "Setiap tujuan TPB/SDGs hanya disebut satu kali.", en: "Every Sustainable Development Goal is named once." },
    why: Bilingual {
        id: "Tujuan yang berulang terhitung dua kali dalam rekapitulasi per tujuan.",
        en: "A repeated goal is counted twice in the totals by goal.",
    },
    invalid: "1; 3; 3",
    valid: "1; 3",
    source: "List of goals in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[MessageTemplate {
        slug: "repeated",
        message: Bilingual { id: "tujuan TPB/SDGs `{value}` disebut {count} kali", en: "the goal `{value}` is named {count} times" },
        help: Bilingual { id: "hapus pengulangan: {goals}", en: "remove the repetition: {goals}" },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let mut goals: Vec<(&str, usize)> = Vec::new();
    for goal in &context.innovation.sdgs {
        match goals.iter_mut().find(|(seen, _)| seen == goal) {
            Some((_, count)) => *count += 1,
            None => goals.push((goal, 1)),
        }
    }
    let once = goals.iter().map(|(goal, _)| *goal).collect::<Vec<_>>().join("; ");
    for (goal, count) in goals.iter().filter(|(_, count)| *count > 1) {
        emit.report("repeated").field(Field::Sdgs).value(goal).suggestion(&once).param("count", count).param("goals", &once);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(goals: &[&str]) -> Vec<String> {
        found("CLS-05", "other", &[record(|r| r.innovation.sdgs = goals.iter().map(|goal| (*goal).to_owned()).collect())])
    }

    #[test]
    fn a_goal_named_twice_is_reported_once() {
        assert_eq!(of(&["1", "3", "3", "3"]), ["repeated | sdgs | 3 | 1; 3"]);
    }

    #[test]
    fn different_goals_are_fine() {
        assert!(of(&["1", "11", "3"]).is_empty());
    }
}
