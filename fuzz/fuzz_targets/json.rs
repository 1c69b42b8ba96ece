#![no_main]
libfuzzer_sys::fuzz_target!(init: jipp_fuzz::hold_panics(), |bytes: &[u8]| jipp_fuzz::judge(jipp_fuzz::json, bytes));
