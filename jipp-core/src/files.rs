//! Writing a file that is either complete or as it was.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, CatalogError};

/// Symbolic links that are followed one after the other (Linux follows as many, `path_resolution(7)`).
const LINKS: usize = 40;
/// Files beside the target that may be left from processes that ended; more of them mean that something else is wrong.
const LEFT_BEHIND: usize = 100;

/// Writes a file that is either complete or as it was: beside its place first, then moved there. A catalog is never replaced.
///
/// Of a symbolic link the file it points to is written. What is no regular file (a pipe, a device, an open file of a process such as
/// `/dev/fd/3`) is written straight into, behind what stands there. `/dev/stdout`, `/dev/stderr`, and all paths that lead to the same, are the output
/// and the error output of this process, as whoever started it opened them; so is `-`, the output. `failed` says what an error of the operating
/// system is to the caller.
pub fn write_whole<E: From<CatalogError>>(
    path: &Path,
    failed: &dyn Fn(io::Error) -> E,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    if is_stream(path) {
        let file = match standard(path) {
            Some(stream) => stream.open(),
            // a file that somebody else opened is theirs: nothing of it goes
            None => OpenOptions::new().append(true).open(path),
        };
        let mut out = BufWriter::new(file.map_err(failed)?);
        write(&mut out)?;
        return out.flush().map_err(failed);
    }
    Catalog::leave_alone(path)?;
    let place = behind_links(path).map_err(failed)?;
    let (beside, file) = file_beside(&place).map_err(failed)?;
    if let Ok(old) = fs::metadata(&place) {
        // who could not read the old one shall not read the new one
        file.set_permissions(old.permissions()).map_err(failed)?;
    }
    let mut out = BufWriter::new(file);
    let done = write(&mut out).and_then(|()| {
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().and_then(|()| fs::rename(&beside, &place)).map_err(failed)
    });
    if done.is_err() {
        // what is half written is of no use; the first error is the one to tell
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Where a process tells what it has to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standard {
    Output,
    Error,
}

impl Standard {
    /// The stream once more, at the place where it stands, in the way it was opened.
    #[cfg(unix)]
    fn open(self) -> io::Result<File> {
        use std::os::fd::AsFd;
        let owned = match self {
            Self::Output => {
                io::stdout().flush()?;
                io::stdout().as_fd().try_clone_to_owned()
            }
            Self::Error => io::stderr().as_fd().try_clone_to_owned(),
        };
        owned.map(File::from)
    }

    #[cfg(windows)]
    fn open(self) -> io::Result<File> {
        use std::os::windows::io::AsHandle;
        let owned = match self {
            Self::Output => {
                io::stdout().flush()?;
                io::stdout().as_handle().try_clone_to_owned()
            }
            Self::Error => io::stderr().as_handle().try_clone_to_owned(),
        };
        owned.map(File::from)
    }

    #[cfg(not(any(unix, windows)))]
    fn open(self) -> io::Result<File> {
        Err(ErrorKind::Unsupported.into())
    }
}

/// The stream of this process that a path means.
fn standard(path: &Path) -> Option<Standard> {
    if path == Path::new("-") {
        return Some(Standard::Output);
    }
    let own = ["/proc/self/fd", "/proc/thread-self/fd", "/dev/fd"].map(|folder| Path::new(folder).canonicalize().ok());
    steps(path).iter().find_map(|step| {
        let folder = step.parent()?.canonicalize().ok()?;
        if !own.iter().flatten().any(|own| *own == folder) {
            return None;
        }
        match step.file_name()?.to_str()? {
            "1" => Some(Standard::Output),
            "2" => Some(Standard::Error),
            _ => None,
        }
    })
}

/// Whether a path is no file or folder of its own but what somebody else reads from: a pipe, a device, an open file of a process, the output (`-`).
pub fn is_stream(path: &Path) -> bool {
    standard(path).is_some() || fs::metadata(path).is_ok_and(|kind| !kind.is_dir() && (!kind.is_file() || is_open_file(path)))
}

/// Whether two paths lead to one file, also over an output that the shell opened (`-`, `/dev/stdout`).
pub fn is_same(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let place = |path: &Path| {
            let metadata = match standard(path) {
                Some(stream) => stream.open().and_then(|file| file.metadata()),
                None => fs::metadata(path),
            };
            metadata.ok().filter(fs::Metadata::is_file).map(|metadata| (metadata.dev(), metadata.ino()))
        };
        place(a).is_some_and(|a| place(b) == Some(a))
    }
    #[cfg(not(unix))]
    {
        matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
    }
}

/// Whether a path leads through the open files of a process: `/dev/stdout` with its output sent to a file is still an output.
fn is_open_file(path: &Path) -> bool {
    steps(path).iter().any(|step| {
        let folder = step.parent().and_then(|folder| folder.canonicalize().ok()).unwrap_or_default();
        folder.starts_with("/proc") || folder == Path::new("/dev/fd")
    })
}

/// A path and what the symbolic links on its last part lead to, one after the other.
fn steps(path: &Path) -> Vec<PathBuf> {
    let mut steps = vec![path.to_owned()];
    while let Some(target) = steps.last().and_then(|step| Some(step.parent()?.join(fs::read_link(step).ok()?)))
        && steps.len() <= LINKS
    {
        steps.push(target);
    }
    steps
}

/// The file that a path means, there or not yet.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let last = steps(path).pop().unwrap_or_else(|| path.to_owned());
    if last.is_symlink() { Err(io::Error::other("too many symbolic links")) } else { Ok(last) }
}

/// A new file in the same folder, hidden, that no other process writes.
fn file_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut last = io::Error::from(ErrorKind::AlreadyExists);
    for number in 0..LEFT_BEHIND {
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}-{number}.part", std::process::id()));
        let beside = path.with_file_name(name);
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(source: io::Error) -> CatalogError {
        CatalogError::Io { path: String::new(), action: "written", source }
    }

    fn written(path: &Path, text: &str) -> Result<(), CatalogError> {
        write_whole(path, &failed, |out| out.write_all(text.as_bytes()).map_err(failed))
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_or_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        written(&file, "old").unwrap();
        // what another process left behind is no obstacle
        fs::write(folder.path().join(format!(".a.txt.{}-0.part", std::process::id())), "half").unwrap();
        written(&file, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        let stopped = write_whole(&file, &failed, |out| {
            out.write_all(b"half").unwrap();
            Err(CatalogError::Refused { reason: "in the middle".to_owned().into() })
        });
        assert!(stopped.unwrap_err().to_string().contains("in the middle"));
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(names(folder.path()).len(), 2, "only the file that was left behind before");
        assert!(written(&folder.path().join("none/a.txt"), "x").is_err());
        assert!(written(folder.path(), "x").is_err());
    }

    #[test]
    fn a_catalog_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("n.jipp");
        Catalog::create_empty(&file).unwrap();
        assert!(written(&file, "x").unwrap_err().to_string().contains("never overwritten"));
        assert!(Catalog::open(&file).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn of_a_link_the_file_behind_it_is_written() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("far")).unwrap();
        fs::write(path("far/a.txt"), "old").unwrap();
        // relative, one after the other, and one whose file is not there yet
        symlink("far/a.txt", path("one")).unwrap();
        symlink(path("one"), path("two")).unwrap();
        symlink("far/b.txt", path("three")).unwrap();
        for (link, file) in [("one", "far/a.txt"), ("two", "far/a.txt"), ("three", "far/b.txt")] {
            assert!(!is_stream(&path(link)));
            written(&path(link), link).unwrap();
            assert_eq!(fs::read_to_string(path(file)).unwrap(), link);
            assert!(fs::symlink_metadata(path(link)).unwrap().is_symlink());
        }
        assert_eq!(names(&path("far")), ["a.txt", "b.txt"]);
        // a link that leads round to itself is an error and stays
        symlink("round", path("round")).unwrap();
        assert!(written(&path("round"), "x").unwrap_err().to_string().contains("too many symbolic links"));
        assert!(path("round").is_symlink());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_process_has_open_is_written_straight_into() {
        use std::os::fd::AsRawFd;
        use std::os::unix::fs::{MetadataExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let log = File::create(folder.path().join("log")).unwrap();
        let link = folder.path().join("out");
        symlink(format!("/proc/self/fd/{}", log.as_raw_fd()), &link).unwrap();
        assert!(is_stream(&link) && !is_stream(&folder.path().join("log")));
        written(&link, "told").unwrap();
        assert_eq!(fs::metadata(folder.path().join("log")).unwrap().ino(), log.metadata().unwrap().ino());
        assert_eq!(fs::read_to_string(folder.path().join("log")).unwrap(), "told");
        // what stands in it stays
        written(&link, ", and more").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("log")).unwrap(), "told, and more");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_streams_of_a_process_are_known_by_all_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("1");
        std::os::unix::fs::symlink("/dev/fd/2", &link).unwrap();
        let own = format!("/proc/{}/fd/1", std::process::id());
        for name in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/thread-self/fd/1", own.as_str()] {
            assert_eq!(standard(Path::new(name)), Some(Standard::Output), "{name}");
        }
        assert_eq!(standard(Path::new("/dev/stderr")), Some(Standard::Error));
        assert_eq!(standard(&link), Some(Standard::Error), "by what it leads to, not by its own name");
        fs::write(folder.path().join("2"), "").unwrap();
        for file in [folder.path().join("2"), folder.path().join("-"), "/dev/null".into(), "/dev/fd/0".into(), "1".into()] {
            assert_eq!(standard(&file), None, "{}", file.display());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("private.csv");
        written(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        written(&path, "new").unwrap();
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), fs::metadata(&path).unwrap().permissions().mode() & 0o777),
            ("new", 0o600)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_stays_a_pipe() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(is_stream(&pipe));
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        written(&pipe, "told").unwrap();
        assert_eq!(reader.join().unwrap(), "told");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
        assert_eq!(names(folder.path()), ["pipe"]);
    }
}
