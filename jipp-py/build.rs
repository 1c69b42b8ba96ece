//! Equal functions are kept once where the linker can: generic code of Arrow and Parquet is the same for many types.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let of = |name: &str| std::env::var(name).unwrap_or_default();
    // rustc links with its own LLD there, since 1.90
    if of("TARGET") == "x86_64-unknown-linux-gnu" && of("HOST") == of("TARGET") && of("PROFILE") == "release" && uses_lld() {
        println!("cargo:rustc-cdylib-link-arg=-Wl,--icf=all");
    }
}

fn uses_lld() -> bool {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let minor = std::process::Command::new(rustc).arg("--version").output().ok().and_then(|out| {
        let said = String::from_utf8(out.stdout).ok()?;
        said.split_whitespace().nth(1)?.split('.').nth(1)?.parse::<u32>().ok()
    });
    let chosen = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER"];
    minor.is_some_and(|minor| minor >= 90)
        && chosen.iter().all(|name| std::env::var(name).is_ok_and(|value| value.is_empty()) || std::env::var(name).is_err())
}
