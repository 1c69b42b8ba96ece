#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jipp_fuzz::spreadsheet(bytes));
