//! Redis and PostgreSQL of the system, each with a folder and a port of its own.

use std::io::{BufRead as _, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A folder that is gone afterwards.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let chance = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0);
        let path = std::env::temp_dir().join(format!("pinterest-v5-stores-{chance:016x}"));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server, which ends with this.
pub(crate) struct Service {
    process: Child,
    pub(crate) port: u16,
    command: Vec<String>,
    ready: &'static str,
    _folder: Option<Folder>,
}

impl Service {
    pub(crate) fn redis() -> Option<Self> {
        let program = find(&["redis-server", "valkey-server"])?;
        let (folder, port) = (Folder::new(), free_port());
        let folder_name = folder.0.to_str().unwrap();
        let options = format!(
            "--port {port} --bind 127.0.0.1 --dir {folder_name} --appendonly yes --appendfsync always"
        );
        let mut command = vec![program.to_str().unwrap().to_owned()];
        command.extend(options.split(' ').map(str::to_owned));
        Some(Self::start(
            command,
            "eady to accept connections",
            port,
            Some(folder),
        ))
    }

    pub(crate) fn postgres() -> Option<Self> {
        let (initdb, postgres) = (find(&["initdb"])?, find(&["postgres"])?);
        let (folder, port) = (Folder::new(), free_port());
        let data = folder.0.to_str().unwrap().to_owned();
        // It refuses to be run by root.
        let user: &[&str] = if is_root() {
            run(&["chown", "postgres", &data]);
            &[
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
            ]
        } else {
            &[]
        };
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let initdb = text(&initdb);
        let make = [
            user,
            &[&initdb, "-D", &data, "-U", "postgres", "-A", "trust", "-N"],
        ]
        .concat();
        run(&make);
        let postgres = text(&postgres);
        let port_text = port.to_string();
        let sockets = format!("unix_socket_directories={data}");
        let serve = [&postgres, "-D", &data, "-p", &port_text, "-c", &sockets];
        let serve = [
            user,
            &serve,
            &["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"],
        ];
        let command = serve.concat().into_iter().map(str::to_owned).collect();
        let ready = "ready to accept connections";
        Some(Self::start(command, ready, port, Some(folder)))
    }

    fn start(command: Vec<String>, ready: &'static str, port: u16, folder: Option<Folder>) -> Self {
        let process = launch(&command, ready);
        Self {
            process,
            port,
            command,
            ready,
            _folder: folder,
        }
    }

    /// Ends it as a loss of power does.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again where it was.
    pub(crate) fn restart(&mut self) {
        self.process = launch(&self.command, self.ready);
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // One that was killed has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts a program and waits for the line that says that it is ready.
fn launch(command: &[String], ready: &str) -> Child {
    let mut process = Command::new(&command[0])
        .args(&command[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let streams: [Box<dyn Read + Send>; 2] = [
        Box::new(process.stdout.take().unwrap()),
        Box::new(process.stderr.take().unwrap()),
    ];
    let (said, lines) = std::sync::mpsc::channel();
    for stream in streams {
        let said = said.clone();
        // Read to the end, so that it never waits for somebody to read.
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                let _ = said.send(line);
            }
        });
    }
    drop(said);
    let mut all = Vec::new();
    for line in &lines {
        if line.contains(ready) {
            return process;
        }
        all.push(line);
    }
    let status = process.wait().unwrap();
    panic!("{command:?}: {status}: {}", all.join("\n"));
}

fn run(command: &[&str]) {
    let done = Command::new(command[0]).args(&command[1..]).output();
    let done = done.unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?}: {said}");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.starts_with(b"0\n")
}

/// The first of some programs that is there. In CI all have to be.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.push("/usr/sbin".into());
    // Where Debian keeps those of PostgreSQL.
    let releases = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    folders.extend(releases.flatten().map(|entry| entry.path().join("bin")));
    let all = folders
        .iter()
        .flat_map(|folder| names.iter().map(|name| folder.join(name)));
    let found = all.into_iter().find(|path| path.is_file());
    if found.is_none() {
        let missing = format!("NOT TESTED: there is no {}; install it", names.join(" or "));
        let is_ci = cfg!(target_os = "linux") && std::env::var_os("CI").is_some();
        assert!(!is_ci, "{missing}");
        eprintln!("{missing}");
    }
    found
}
