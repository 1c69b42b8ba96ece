//! What does a search engine read first? The list of all pages, in the form of sitemaps.org 0.9: at most 50,000 addresses in a file.

use std::fmt::Write as _;

use super::html::Text;

const MOST: usize = 50_000;
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The files, path and text. `base` ends with a slash.
pub(super) fn files(base: &str, paths: &[String]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    // the home page, which the site brings itself
    let all: Vec<&str> = std::iter::once("").chain(paths.iter().map(String::as_str)).collect();
    for (number, part) in all.chunks(MOST).enumerate() {
        let mut text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{SPACE}\">\n");
        for path in part {
            let _ = writeln!(text, "<url><loc>{}{}</loc></url>", Text(base), Text(path));
        }
        text.push_str("</urlset>\n");
        files.push((format!("sitemap-{}.xml", number + 1), text));
    }
    let mut text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{SPACE}\">\n");
    for (path, _) in &files {
        let _ = writeln!(text, "<sitemap><loc>{}{}</loc></sitemap>", Text(base), Text(path));
    }
    text.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_owned(), text));
    files.push(("robots.txt".to_owned(), format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n")));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_site_has_several_files() {
        let paths: Vec<String> = (0..MOST).map(|number| format!("inovasi/{number}.html")).collect();
        let files = files("https://a.go.id/", &paths);
        assert_eq!(
            files.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
            ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml", "robots.txt"]
        );
        let addresses: usize = files.iter().map(|(_, text)| text.matches("<url>").count()).sum();
        assert_eq!(addresses, MOST + 1);
    }
}
