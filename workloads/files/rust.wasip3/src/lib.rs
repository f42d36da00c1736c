mod stdio;

use stdio::print;
use wasip3::filesystem::preopens::get_directories;
use wasip3::filesystem::types::{
    Descriptor, DescriptorFlags, DirectoryEntry, ErrorCode, OpenFlags, PathFlags,
};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        print(steps().await.map_err(|error| eprintln!("{error:?}"))?).await
    }
}

async fn steps() -> Result<String, ErrorCode> {
    let directories = get_directories();
    let (data, _) = directories
        .iter()
        .find(|(_, name)| name == "/data")
        .ok_or(ErrorCode::NoEntry)?;
    let mut lines = format!("read {}\n", read(data, "in.txt").await?.len());
    lines += &format!("write {}\n", write(data, "out.txt", b"written\n").await?);
    lines += &format!("append {}\n", append(data, "out.txt", b"appended\n").await?);
    lines += &format!("truncate {}\n", truncate(data, "out.txt", 4).await?);
    lines += &format!("list {}\n", list(data, "old").await?);
    data.create_directory_at("new".into()).await?;
    lines += "mkdir new\n";
    data.rename_at("old/a.txt".into(), data, "new/a2.txt".into())
        .await?;
    lines += "rename a2.txt\n";
    data.unlink_file_at("old/b.txt".into()).await?;
    lines += "remove b.txt\n";
    data.remove_directory_at("old".into()).await?;
    lines += "rmdir old\n";
    match open(
        data,
        "missing.txt",
        OpenFlags::empty(),
        DescriptorFlags::READ,
    )
    .await
    {
        Err(ErrorCode::NoEntry) => lines += "missing not found\n",
        Err(error) => return Err(error),
        Ok(_) => return Err(ErrorCode::Exist),
    }
    Ok(lines)
}

async fn open(
    folder: &Descriptor,
    path: &str,
    how: OpenFlags,
    flags: DescriptorFlags,
) -> Result<Descriptor, ErrorCode> {
    folder
        .open_at(PathFlags::SYMLINK_FOLLOW, path.into(), how, flags)
        .await
}

async fn read(folder: &Descriptor, path: &str) -> Result<Vec<u8>, ErrorCode> {
    let file = open(folder, path, OpenFlags::empty(), DescriptorFlags::READ).await?;
    let (stream, outcome) = file.read_via_stream(0);
    let bytes = stream.collect().await;
    outcome.await.map(|()| bytes)
}

async fn write(folder: &Descriptor, path: &str, bytes: &[u8]) -> Result<u64, ErrorCode> {
    let how = OpenFlags::CREATE | OpenFlags::TRUNCATE;
    let file = open(folder, path, how, DescriptorFlags::WRITE).await?;
    let (mut writer, reader) = wasip3::wit_stream::new();
    let outcome = file.write_via_stream(reader, 0);
    writer.write_all(bytes.into()).await;
    drop(writer);
    outcome.await?;
    size(folder, path).await
}

async fn append(folder: &Descriptor, path: &str, bytes: &[u8]) -> Result<u64, ErrorCode> {
    let file = open(folder, path, OpenFlags::empty(), DescriptorFlags::WRITE).await?;
    let (mut writer, reader) = wasip3::wit_stream::new();
    let outcome = file.append_via_stream(reader);
    writer.write_all(bytes.into()).await;
    drop(writer);
    outcome.await?;
    size(folder, path).await
}

async fn truncate(folder: &Descriptor, path: &str, length: u64) -> Result<u64, ErrorCode> {
    let file = open(folder, path, OpenFlags::empty(), DescriptorFlags::WRITE).await?;
    file.set_size(length).await?;
    size(folder, path).await
}

async fn size(folder: &Descriptor, path: &str) -> Result<u64, ErrorCode> {
    let stat = folder
        .stat_at(PathFlags::SYMLINK_FOLLOW, path.into())
        .await?;
    Ok(stat.size)
}

async fn list(folder: &Descriptor, path: &str) -> Result<String, ErrorCode> {
    let opened = open(folder, path, OpenFlags::DIRECTORY, DescriptorFlags::READ).await?;
    let (entries, outcome) = opened.read_directory();
    let entries: Vec<DirectoryEntry> = entries.collect().await;
    outcome.await?;
    let mut names: Vec<String> = entries.into_iter().map(|entry| entry.name).collect();
    names.sort();
    Ok(names.join(" "))
}

wasip3::cli::command::export!(Program);
