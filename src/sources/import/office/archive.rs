use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

use crate::sources::import::{Refused, limits};

/// The parts of a document by their names.
pub struct Archive<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
}

impl<'a> Archive<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, Refused> {
        // What Office made before 2007, and what it locks, is no archive but begins like this.
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let why = "cannot be read: it is locked with a password, or of an older kind than its name says";
            return Err(Refused(why.to_owned()));
        }
        let zip = ZipArchive::from_slice(bytes).map_err(|_| damaged())?;
        Ok(Archive { zip })
    }

    /// A part, unpacked while it is read.
    pub fn part(&self, name: &str) -> Result<Option<impl BufRead + use<'_>>, Refused> {
        let mut entries = self.zip.entries();
        let mut seen = 0;
        while let Some(entry) = entries.next_entry().map_err(|_| damaged())? {
            limits::count("parts", seen, limits::PARTS)?;
            seen += 1;
            if entry.file_path().as_bytes() != name.as_bytes() {
                continue;
            }
            if entry.flags().is_encrypted() {
                return Err(Refused("cannot be read: it is locked with a password".to_owned()));
            }
            let data = self.zip.get_entry(entry.wayfinder()).map_err(|_| damaged())?.data();
            let unpacked: Box<dyn Read> = match entry.compression_method() {
                CompressionMethod::STORE => Box::new(data),
                CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(data)),
                _ => return Err(Refused("cannot be read: it is packed in a way of its own".to_owned())),
            };
            return Ok(Some(BufReader::new(Counted { unpacked, left: limits::UNPACKED })));
        }
        Ok(None)
    }
}

/// What was unpacked, up to the limit and not a byte more.
struct Counted<'a> {
    unpacked: Box<dyn Read + 'a>,
    left: usize,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.unpacked.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read)
            .ok_or_else(|| io::Error::other(limits::unpacked(limits::UNPACKED)))?;
        Ok(read)
    }
}

/// Half a document is none.
pub fn damaged() -> Refused {
    Refused("cannot be read: the file is damaged".to_owned())
}
