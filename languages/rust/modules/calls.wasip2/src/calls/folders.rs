//! Operations on paths and directories.
use super::descriptors::{directories, entry_of, flags, how, listed, lookup};
use super::files::{done, named};
use super::handles::Handle;
use super::say::text_of;
use super::stats::{new_time, stat_of};
use super::{Calls, Told, Words};
use wasip2::filesystem::types::{Descriptor, DescriptorFlags, OpenFlags, PathFlags};

fn open(base: &Descriptor, words: &mut Words) -> Result<Handle, String> {
    let (lookup, path) = (lookup(words), words.path());
    let (how, flags) = (how(words), flags(words));
    let opened = base.open_at(lookup, &path, how, flags).map_err(named)?;
    Ok(Handle::Descriptor(opened))
}

/// The whole list.
fn list(base: &Descriptor) -> Told {
    let entries = base.read_directory().map_err(named)?;
    let mut all = Vec::new();
    while let Some(entry) = entries.read_directory_entry().map_err(named)? {
        all.push(entry_of(&entry));
    }
    // The end stays the end.
    if entries.read_directory_entry().map_err(named)?.is_some() {
        all.push("more-after-the-end".into());
    }
    listed(all)
}

fn two(calls: &mut Calls, name: &str, at: &str, words: &mut Words) -> Told {
    let lookup = (name == "link-at").then(|| lookup(words));
    let old = words.path();
    let other = words.next();
    calls.preopen(other);
    let new = words.path();
    let (from, to) = (calls.opened(at)?, calls.opened(other)?);
    done(match lookup {
        Some(lookup) => from.link_at(lookup, &old, to, &new),
        None => from.rename_at(&old, to, &new),
    })
}

fn by_path(base: &Descriptor, name: &str, words: &mut Words) -> Option<Told> {
    Some(match name {
        "create-directory-at" => done(base.create_directory_at(&words.path())),
        "list" => match words.more() {
            None => list(base),
            Some(path) => {
                let (how, flags) = (OpenFlags::DIRECTORY, DescriptorFlags::READ);
                let opened = base.open_at(PathFlags::empty(), path, how, flags);
                opened.map_err(named).and_then(|folder| list(&folder))
            }
        },
        "readlink-at" => {
            let target = base.readlink_at(&words.path()).map_err(named);
            target.map(|target| format!("{} {}", target.len(), text_of(target.as_bytes())))
        }
        "remove-directory-at" => done(base.remove_directory_at(&words.path())),
        "set-times-at" => {
            let (lookup, path) = (lookup(words), words.path());
            let (access, modified) = (new_time(words), new_time(words));
            done(base.set_times_at(lookup, &path, access, modified))
        }
        "stat-at" => {
            let (lookup, path) = (lookup(words), words.path());
            let stat = base.stat_at(lookup, &path).map_err(named);
            let told = stat.map(|stat| stat_of(&stat, words));
            told
        }
        "symlink-at" => {
            let (old, new) = (words.path(), words.path());
            done(base.symlink_at(&old, &new))
        }
        "unlink-file-at" => done(base.unlink_file_at(&words.path())),
        _ => return None,
    })
}

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    if name == "get-directories" {
        return Some(directories());
    }
    if !name.ends_with("-at")
        && !name.contains("directory")
        && !matches!(name, "is-same-object" | "list")
    {
        return None;
    }
    let at = words.next();
    calls.preopen(at);
    Some(perform_on(calls, name, at, words))
}

fn perform_on(calls: &mut Calls, name: &str, at: &str, words: &mut Words) -> Told {
    match name {
        "is-same-object" => {
            let other = words.next();
            calls.preopen(other);
            Ok(calls
                .opened(at)?
                .is_same_object(calls.opened(other)?)
                .to_string())
        }
        "link-at" | "rename-at" => two(calls, name, at, words),
        "metadata-hash-at" => {
            let (lookup, path) = (lookup(words), words.path());
            let hash = calls.opened(at)?.metadata_hash_at(lookup, &path);
            let hash = hash.map_err(named)?;
            Ok(calls.hashes.of((hash.lower, hash.upper)))
        }
        "open-at" => {
            let name = words.result();
            let made = open(calls.opened(at)?, words);
            // What could not be opened leaves nothing under its name.
            calls.forget(name);
            calls.keep(name, made?)
        }
        "read-directory" => {
            let entries = calls.opened(at)?.read_directory().map_err(named)?;
            calls.keep(words.result(), Handle::Entries(entries))
        }
        "read-directory-entry" => {
            let entry = calls.entries(at)?.read_directory_entry().map_err(named)?;
            Ok(entry.map_or("none".into(), |entry| entry_of(&entry)))
        }
        _ => by_path(calls.opened(at)?, name, words)
            .unwrap_or_else(|| super::cannot_read("no such operation", name)),
    }
}
