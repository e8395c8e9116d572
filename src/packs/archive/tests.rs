//! Archives that are broken, or meant to break out.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use tar::{Builder, Header};

use super::*;
use crate::packs::BadPath;

/// A tar to which anything can be added, also what no decent program would.
struct Tar(Builder<Vec<u8>>);

impl Tar {
    fn new() -> Self {
        Self(Builder::new(Vec::new())).file("acme/pack.toml", b"name = \"acme\"\n")
    }

    fn add(mut self, kind: EntryType, path: &[u8], size: usize, bytes: &[u8]) -> Self {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(size as u64);
        header.set_mode(0o644);
        header.as_old_mut().name[..path.len()].copy_from_slice(path);
        if matches!(kind, EntryType::Symlink | EntryType::Link) {
            header.as_old_mut().linkname[..11].copy_from_slice(b"/etc/passwd");
        }
        header.set_cksum();
        self.0.append(&header, bytes).unwrap();
        self
    }

    fn file(self, path: &str, bytes: &[u8]) -> Self {
        self.add(EntryType::Regular, path.as_bytes(), bytes.len(), bytes)
    }

    fn bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap()
    }

    fn unpacked(self) -> Result<Contents, Refusal> {
        unpack(&gzip(&self.bytes()))
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

#[test]
fn a_good_one() {
    let tar = Tar::new()
        .add(EntryType::XGlobalHeader, b"pax_global_header", 0, b"")
        .add(EntryType::Directory, b"acme/prompts/", 0, b"")
        .file("acme/prompts/a.toml", b"x");
    let contents = tar.unpacked().unwrap();
    assert_eq!(contents.files["prompts/a.toml"], b"x");
    assert_eq!((contents.files.len(), contents.left_out), (2, 0));
}

#[test]
fn a_path_that_leads_out() {
    for (path, reason) in [
        (&b"../evil.toml"[..], BadPath::Upwards),
        (b"acme/../../evil.toml", BadPath::Upwards),
        (b"/tmp/evil.toml", BadPath::Absolute),
        (b"C:\\evil.toml", BadPath::Absolute),
        (b"acme\\..\\evil.toml", BadPath::Backslash),
        (b"acme/\x1b[2Jevil", BadPath::Invisible),
    ] {
        let refused = Tar::new().add(EntryType::Regular, path, 0, b"").unpacked().unwrap_err();
        assert!(matches!(&refused, Refusal::Path { reason: found, .. } if *found == reason));
        assert!(!refused.to_string().contains(char::is_control), "{refused}");
    }
    // In a header of its own a path may hold a NUL.
    let long = b"19 path=acme/a\0b.c\n";
    let refused = Tar::new()
        .add(EntryType::XHeader, b"pax", long.len(), long)
        .add(EntryType::Regular, b"fine", 0, b"")
        .unpacked();
    assert!(
        matches!(refused, Err(Refusal::Path { reason: BadPath::Invisible, .. })),
        "{refused:?}"
    );
}

#[test]
fn whatever_is_no_file() {
    for (kind, what) in [
        (EntryType::Symlink, "a symbolic link"),
        (EntryType::Link, "a hard link"),
        (EntryType::Char, "a device"),
        (EntryType::Block, "a device"),
        (EntryType::Fifo, "a pipe"),
        (EntryType::Continuous, "no regular file"),
    ] {
        let refused = Tar::new().add(kind, b"acme/x", 0, b"").unpacked();
        assert_eq!(refused, Err(Refusal::NoFile { path: "acme/x".to_owned(), what }));
    }
    // A file with holes, which could be far larger than what holds it.
    assert!(Tar::new().add(EntryType::GNUSparse, b"acme/x", 0, b"").unpacked().is_err());
}

#[test]
fn a_bomb() {
    let zeros = gzip(&vec![0; MOST_UNPACKED_BYTES + 1]);
    assert!(zeros.len() < MOST_UNPACKED_BYTES / 500);
    assert_eq!(unpack(&zeros), Err(Refusal::UnpackedTooLarge));
    // Several in a row, and one that lies about its size.
    let row = zeros.repeat(3);
    assert_eq!(unpack(&row), Err(Refusal::UnpackedTooLarge));
    let lying = Tar::new().add(EntryType::Regular, b"acme/x", 1 << 40, b"").unpacked();
    assert_eq!(lying, Err(Refusal::FileTooLarge("acme/x".to_owned())));
    let mut many = Tar::new();
    for number in 0..MOST_FILES {
        many = many.file(&format!("acme/{number}"), b"");
    }
    assert_eq!(many.unpacked(), Err(Refusal::TooMany));
    let large = vec![0x1f; MOST_ARCHIVE_BYTES + 1];
    assert_eq!(unpack(&large), Err(Refusal::ArchiveTooLarge));
}

#[test]
fn a_half_written_one() {
    let tar = Tar::new().file("acme/prompts/a.toml", &[b'x'; 2000]).bytes();
    let whole = gzip(&tar);
    for end in [3, 20, whole.len() / 2, whole.len() - 9, whole.len() - 1] {
        let refused = unpack(&whole[..end]);
        assert!(matches!(refused, Err(Refusal::Broken(_))), "{end}: {refused:?}");
    }
    // The tar itself breaks off, in a file, behind one, between the two blocks at its end.
    for end in [1024 + 512 + 700, 1024 + 512 + 2048, tar.len() - 512] {
        let refused = unpack(&gzip(&tar[..end]));
        assert!(matches!(refused, Err(Refusal::Broken(_))), "{end}: {refused:?}");
    }
    let mut wrong = whole.clone();
    let crc = wrong.len() - 8;
    wrong[crc] ^= 1;
    assert!(matches!(unpack(&wrong), Err(Refusal::Broken(_))));
    assert!(matches!(unpack(&gzip(b"not a tar")), Err(Refusal::Broken(_))));
    assert_eq!(unpack(b"PK\x03\x04"), Err(Refusal::NoArchive));
    assert_eq!(unpack(b""), Err(Refusal::NoArchive));
}

proptest::proptest! {
    /// Whatever comes, it ends, and without a fall.
    #[test]
    fn any_bytes(tar in proptest::collection::vec(0_u8.., 0..3000), at in 0_usize..1500, byte in 0_u8..) {
        drop(unpack(&gzip(&tar)));
        let mut near = Tar::new().file("acme/prompts/a.toml", b"x").bytes();
        near[at] = byte;
        drop(unpack(&gzip(&near)));
    }
}
