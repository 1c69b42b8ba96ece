use super::FIELD;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "EVD-07",
    name: "unsuitable-link",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tautan video dan bukti dapat dibuka siapa pun: alamat lengkap dengan https, bukan berkas di komputer sendiri atau jaringan dalam. Video KIPP ada di YouTube. Hanya tulisannya yang diperiksa; tautan tidak dibuka.",
        en: "Links to videos and evidence can be opened by anyone: a whole address with https, no file on one's own computer or network. A KIPP video is on YouTube. Only the writing is checked; no link is opened.",
    },
    why: Bilingual {
        id: "Tautan yang tidak dapat dibuka penilai sama dengan tidak ada bukti.",
        en: "A link that the judges cannot open is as good as no evidence.",
    },
    invalid: "youtube.com/watch?v=abc",
    valid: "https://youtube.com/watch?v=abc",
    source: "Forms that take links: KIPP form of Nusa Tenggara Timur that copies SINOVIK; KIPP 2022 (video on YouTube, KemenPANRB, 5 April 2022); evidence templates of 2025 (GH_EVID). https is inferred",
    messages: &[
        MessageTemplate {
            slug: "insecure",
            message: Bilingual { id: "tautan `{value}` tidak memakai https", en: "the link `{value}` does not use https" },
            help: Bilingual {
                id: "tulis alamatnya dengan https dan periksa apakah dapat dibuka",
                en: "write the address with https and see whether it opens",
            },
        },
        MessageTemplate {
            slug: "incomplete",
            message: Bilingual { id: "tautan `{value}` bukan alamat lengkap", en: "the link `{value}` is no whole address" },
            help: Bilingual {
                id: "salin alamat dari peramban, dimulai dengan https",
                en: "copy the address from the browser, beginning with https",
            },
        },
        MessageTemplate {
            slug: "private",
            message: Bilingual {
                id: "tautan `{value}` hanya dapat dibuka dari komputer atau jaringan sendiri",
                en: "the link `{value}` opens only on one's own computer or network",
            },
            help: Bilingual {
                id: "unggah berkasnya ke tempat yang dapat dibuka umum, lalu salin tautannya",
                en: "upload the file where the public can open it, then copy that link",
            },
        },
        MessageTemplate {
            slug: "host",
            message: Bilingual {
                id: "video KIPP di `{host}`, bukan di YouTube: `{value}`",
                en: "the KIPP video is on `{host}`, not on YouTube: `{value}`",
            },
            help: Bilingual {
                id: "unggah video ke YouTube dan salin tautannya, misalnya `https://www.youtube.com/watch?v=...`",
                en: "upload the video to YouTube and copy the link, such as `https://www.youtube.com/watch?v=...`",
            },
        },
    ],
};

/// What a link is like.
enum Kind<'a> {
    Fine(&'a str),
    Insecure,
    Incomplete,
    Private,
}

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    if let Some(video) = innovation.video.as_deref() {
        judge(Field::Video, video, context.programme == "KIPP", emit);
    }
    for link in innovation.evidence.iter().filter_map(|evidence| evidence.url.as_deref()) {
        judge(FIELD, link, false, emit);
    }
}

fn judge(field: Field, link: &str, kipp_video: bool, emit: &mut Emitter<'_>) {
    match kind_of(link) {
        Kind::Insecure => {
            let secure = link.trim().get(4..).map(|rest| format!("https{rest}"));
            let draft = emit.report("insecure").field(field).value(link);
            // of the known hosts we know that https opens
            if let Some(secure) = secure.filter(|secure| matches!(kind_of(secure), Kind::Fine(host) if is_known(host))) {
                draft.suggestion(secure);
            }
        }
        Kind::Incomplete => {
            let whole = format!("https://{}", link.trim().trim_start_matches("//"));
            let draft = emit.report("incomplete").field(field).value(link);
            if matches!(kind_of(&whole), Kind::Fine(host) if is_known(host)) {
                draft.suggestion(whole);
            }
        }
        Kind::Private => _ = emit.report("private").field(field).value(link),
        Kind::Fine(host) if kipp_video && !is_known(host) => {
            emit.report("host").field(field).value(link).param("host", host);
        }
        Kind::Fine(_) => {}
    }
}

fn hosts() -> Vec<&'static str> {
    vocabulary("bukti_dukung").and_then(|kinds| kinds.get("tautan")).and_then(|link| link.attributes.list("hosts")).unwrap_or_default()
}

/// Whether it is one of the known hosts or a part of one, such as `www.youtube.com`.
fn is_known(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    hosts().iter().any(|known| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')))
}

fn kind_of(link: &str) -> Kind<'_> {
    let link = link.trim();
    let lower = link.to_ascii_lowercase();
    let drive = link.get(1..3).is_some_and(|rest| rest == ":\\" || rest == ":/");
    if lower.starts_with("file:") || drive || link.starts_with("\\\\") {
        return Kind::Private;
    }
    let Some((scheme, rest)) = link.split_once("://") else { return Kind::Incomplete };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = authority.split(':').next().unwrap_or_default();
    if !host.contains('.') && host != "localhost" || host.contains(char::is_whitespace) || host.starts_with('.') || host.ends_with('.') {
        return Kind::Incomplete;
    }
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u8>().ok());
    let mut parts = host.split('.');
    let (first, second) = (number(parts.next()), number(parts.next()));
    let inner = matches!((first, second), (Some(10 | 127), _) | (Some(192), Some(168)) | (Some(172), Some(16..=31)));
    if host == "localhost" || [".local", ".lan", ".internal", ".localhost"].iter().any(|end| host.ends_with(end)) || inner {
        return Kind::Private;
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Kind::Fine(host),
        "http" => Kind::Insecure,
        _ => Kind::Incomplete,
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence;
    use crate::rules::testing::{found, record};

    fn video(programme: &str, link: &str) -> Vec<String> {
        found("EVD-07", programme, &[record(|r| r.innovation.video = Some(link.into()))])
    }

    #[test]
    fn links_that_do_not_open_for_others_are_told() {
        assert_eq!(video("IGA", "http://youtu.be/abc"), ["insecure | video | http://youtu.be/abc | https://youtu.be/abc"]);
        assert_eq!(video("IGA", "http://dinkes.example.go.id/v.mp4"), ["insecure | video | http://dinkes.example.go.id/v.mp4"]);
        assert_eq!(
            video("IGA", "youtube.com/watch?v=abc"),
            ["incomplete | video | youtube.com/watch?v=abc | https://youtube.com/watch?v=abc"]
        );
        assert_eq!(video("IGA", "terlampir"), ["incomplete | video | terlampir"]);
        assert_eq!(video("KIPP", "https://tiktok.com/@dinas/1"), ["host | video | https://tiktok.com/@dinas/1"]);
        for link in ["C:\\video\\a.mp4", "file:///home/a.mp4", "https://192.168.1.4/a.mp4", "https://localhost:8080/a", "http://10.0.0.2/a"]
        {
            assert_eq!(video("IGA", link), [format!("private | video | {link}")]);
        }
        let proof = record(|r| r.innovation.evidence = vec![evidence("b1", |e| e.url = Some("berkas/SK.pdf".into()))]);
        assert_eq!(found("EVD-07", "IGA", &[proof]), ["incomplete | evidence | berkas/SK.pdf"]);
    }

    #[test]
    fn whole_public_links_are_fine() {
        assert!(video("KIPP", "https://www.youtube.com/watch?v=abc").is_empty());
        assert!(video("KIPP", "HTTPS://youtu.be/abc").is_empty());
        assert!(video("IGA", "https://inovasi.surabayakota.go.id/video/1").is_empty());
        assert!(found("EVD-07", "IGA", &[record(|_| {})]).is_empty());
    }
}
