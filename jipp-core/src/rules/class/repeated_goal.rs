use crate::lang::Bilingual;
use crate::model::{Applicability, Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::tidy;
use crate::vocab::{vocabulary, vocabulary_of};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-05",
    name: "repeated-goal",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: Some(Applicability::Safe),
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
    let column = context.innovation.provenance.get(&Field::Sdgs).map_or("", |origin| origin.column.as_ref());
    let mended = context.source.cell(column).and_then(|cell| without_repetition(cell, &context.innovation.sdgs));
    for (goal, count) in goals.iter().filter(|(_, count)| *count > 1) {
        let draft = emit.report("repeated").field(Field::Sdgs).value(goal).suggestion(&once);
        let draft = draft.param("count", count).param("goals", &once);
        if let Some(mended) = &mended {
            draft.fix(column, mended, Applicability::Safe);
        }
    }
}

/// The cell with each goal written once, if it is known at which character the reader split it: that under which it means `goals`.
fn without_repetition(cell: &str, goals: &[String]) -> Option<String> {
    let list = vocabulary_of(Field::Sdgs).and_then(vocabulary)?;
    let code = |part: &str| list.find(&tidy(part)).map_or_else(|| tidy(part), |value| value.code.clone());
    let separator = [';', ',', '|', '\n', '/'].into_iter().find(|separator| {
        let codes = cell.split(*separator).filter(|part| !part.trim().is_empty()).map(code);
        codes.eq(goals.iter().cloned())
    })?;
    let mut seen: Vec<String> = Vec::new();
    let kept: Vec<&str> = cell
        .split(separator)
        .filter(|part| {
            let code = code(part);
            let first = !seen.contains(&code);
            seen.push(code);
            first
        })
        .collect();
    Some(kept.join(&separator.to_string()).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, FieldSource};
    use crate::rules::testing::{fixes, found, record};

    fn of(goals: &[&str]) -> Vec<String> {
        found("CLS-05", "other", &[record(|r| r.innovation.sdgs = goals.iter().map(|goal| (*goal).to_owned()).collect())])
    }

    #[test]
    fn a_goal_named_twice_is_reported_once() {
        assert_eq!(of(&["1", "3", "3", "3"]), ["repeated | sdgs | 3 | 1; 3"]);
    }

    #[test]
    fn the_repetition_is_dropped_from_the_cell() {
        let fixed = |cell: &str, goals: &[&str]| {
            let record = record(|r| {
                r.source.raw = vec![("TPB".into(), cell.into())];
                r.innovation.provenance.insert(Field::Sdgs, FieldSource::new("generic:1", "TPB"));
                r.innovation.sdgs = goals.iter().map(|goal| (*goal).to_owned()).collect();
            });
            fixes("CLS-05", "other", &record)
        };
        assert_eq!(fixed("1; 3 ;3; 4", &["1", "3", "3", "4"]), ["TPB = 1; 3 ; 4"]);
        assert_eq!(fixed("3, 1, 3", &["3", "1", "3"]), ["TPB = 3, 1"]);
        assert!(fixed("1 dan 1", &["1", "1"]).is_empty(), "nobody knows how the cell was split");
    }

    #[test]
    fn different_goals_are_fine() {
        assert!(of(&["1", "11", "3"]).is_empty());
    }
}
