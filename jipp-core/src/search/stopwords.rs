/// Words that a question is made of rather than what it asks for. They are left out of a query, unless it has no other
/// words; the index keeps them all.
///
/// Function words of Indonesian and the question words people type; a few of English, for English queries.
const STOP_WORDS: &[&str] = &[
    "ada", "adalah", "agar", "akan", "aku", "anda", "apa", "apakah", "atas", "atau", "bagaimana", "bagi", "bahwa", "banyak", "berapa", "bisa",
    "boleh", "bukan", "dalam", "dan", "dapat", "dari", "daripada", "dengan", "di", "dia", "hal", "harus", "hingga", "ia", "ini", "itu", "jadi",
    "jika", "juga", "kami", "kapan", "karena", "ke", "kenapa", "kepada", "ketika", "kita", "lagi", "lain", "lalu", "maka", "mana", "masih",
    "melalui", "mengapa", "menjadi", "mereka", "namun", "oleh", "pada", "para", "per", "pun", "saat", "saja", "sampai", "sangat", "saya",
    "sebagai", "secara", "sebuah", "sedang", "sejak", "seperti", "serta", "siapa", "suatu", "sudah", "supaya", "tanpa", "telah", "tentang",
    "terhadap", "tersebut", "tetapi", "tidak", "untuk", "utk", "yaitu", "yakni", "yang", "yg", "dgn", "dlm", "dr", "a", "an", "and", "for",
    "from", "how", "in", "is", "of", "on", "or", "the", "to", "what", "with",
];

pub(super) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&word)
}
