//! Operations on paths and directories.
use super::descriptors::{directories, entry_of, flags, how, listed, lookup};
use super::handles::{Handle, Outcome};
use super::say::text_of;
use super::stats::{new_time, stat_of};
use super::{done, named, Calls, Told, Words};
use wasip3::filesystem::types::{Descriptor, DescriptorFlags, OpenFlags, PathFlags};

async fn open(base: &Descriptor, words: &mut Words<'_>) -> Result<Handle, String> {
    let (lookup, path) = (lookup(words), words.path());
    let (how, flags) = (how(words), flags(words));
    let opened = base.open_at(lookup, path, how, flags).await;
    Ok(Handle::Descriptor(opened.map_err(named)?))
}

/// The whole list.
async fn list(base: &Descriptor) -> Told {
    let (mut entries, outcome) = base.read_directory();
    let mut all = Vec::new();
    while let Some(entry) = entries.next().await {
        all.push(entry_of(&entry));
    }
    outcome.await.map_err(named)?;
    listed(all)
}

async fn two(calls: &mut Calls, name: &str, at: &str, words: &mut Words<'_>) -> Told {
    let lookup = (name == "link-at").then(|| lookup(words));
    let old = words.path();
    let other = words.next();
    calls.preopen(other);
    let new = words.path();
    let (from, to) = (calls.opened(at)?, calls.opened(other)?);
    done(match lookup {
        Some(lookup) => from.link_at(lookup, old, to, new).await,
        None => from.rename_at(old, to, new).await,
    })
}

async fn by_path(base: &Descriptor, name: &str, words: &mut Words<'_>) -> Told {
    match name {
        "create-directory-at" => done(base.create_directory_at(words.path()).await),
        "list" => match words.more() {
            None => list(base).await,
            Some(path) => {
                let (how, flags) = (OpenFlags::DIRECTORY, DescriptorFlags::READ);
                let opened = base.open_at(PathFlags::empty(), path.into(), how, flags);
                list(&opened.await.map_err(named)?).await
            }
        },
        "readlink-at" => {
            let target = base.readlink_at(words.path()).await.map_err(named)?;
            Ok(format!("{} {}", target.len(), text_of(target.as_bytes())))
        }
        "remove-directory-at" => done(base.remove_directory_at(words.path()).await),
        "set-times-at" => {
            let (lookup, path) = (lookup(words), words.path());
            let (access, modified) = (new_time(words), new_time(words));
            done(base.set_times_at(lookup, path, access, modified).await)
        }
        "stat-at" => {
            let (lookup, path) = (lookup(words), words.path());
            let stat = base.stat_at(lookup, path).await.map_err(named)?;
            Ok(stat_of(&stat, words))
        }
        "symlink-at" => {
            let (old, new) = (words.path(), words.path());
            done(base.symlink_at(old, new).await)
        }
        "unlink-file-at" => done(base.unlink_file_at(words.path()).await),
        _ => super::cannot_read("no such operation", name),
    }
}

pub async fn perform(calls: &mut Calls, name: &str, words: &mut Words<'_>) -> Told {
    if name == "get-directories" {
        return directories();
    }
    let at = words.next();
    calls.preopen(at);
    match name {
        "is-same-object" => {
            let other = words.next();
            calls.preopen(other);
            let (one, other) = (calls.opened(at)?, calls.opened(other)?);
            Ok(one.is_same_object(other).await.to_string())
        }
        "link-at" | "rename-at" => two(calls, name, at, words).await,
        "metadata-hash-at" => {
            let (lookup, path) = (lookup(words), words.path());
            let hash = calls.opened(at)?.metadata_hash_at(lookup, path).await;
            let hash = hash.map_err(named)?;
            Ok(calls.hashes.of((hash.lower, hash.upper)))
        }
        "open-at" => {
            let name = words.result();
            let made = open(calls.opened(at)?, words).await;
            // What could not be opened leaves nothing under its name.
            calls.forget(name);
            calls.keep(name, made?)
        }
        "read-directory" => {
            let (entries, outcome) = calls.opened(at)?.read_directory();
            calls.keep(words.result(), Handle::Entries(entries))?;
            calls.keep(words.result(), Handle::Outcome(Outcome::File(outcome)))
        }
        _ => by_path(calls.opened(at)?, name, words).await,
    }
}
