//! What a client of HTTP is asked to do, by its arguments.

/// Times that a request may take, in milliseconds.
#[derive(Default)]
pub struct Limits {
    pub connect: Option<u64>,
    pub first_byte: Option<u64>,
    pub between_bytes: Option<u64>,
}

#[derive(Default)]
pub struct Asking {
    /// Nobody waits for what became of a request.
    pub forgets: bool,
    /// So many requests, one after the other.
    pub again: usize,
    /// So many requests at once.
    pub at_once: usize,
    pub limits: Option<Limits>,
    pub trailers: Option<Vec<(String, Vec<u8>)>>,
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, Vec<u8>)>,
}

fn field(text: &str) -> (String, Vec<u8>) {
    let (name, value) = text.split_once(':').expect("NAME:VALUE");
    (name.into(), value.into())
}

impl Asking {
    /// Options, METHOD, PATH and headers.
    pub fn of(args: &[String]) -> Asking {
        let mut asking = Asking::default();
        let mut words = args.iter();
        let mut method = words.next();
        while let Some(option) = method.filter(|word| word.starts_with("--")) {
            asking.take(option, &mut words);
            method = words.next();
        }
        asking.method = method.expect("a method").clone();
        asking.path = words.next().expect("a path").clone();
        asking.headers = words.map(|text| field(text)).collect();
        asking
    }

    /// Whether standard input is the body of each request.
    pub fn has_body(&self) -> bool {
        matches!(self.method.as_str(), "POST" | "PUT" | "PATCH")
    }

    fn take<'a>(&mut self, option: &str, words: &mut impl Iterator<Item = &'a String>) {
        let mut word = || words.next().expect("a value of the option");
        let number = |text: &String| text.parse().expect("a number");
        match option {
            "--forget" => self.forgets = true,
            "--again" => self.again = number(word()) as usize,
            "--at-once" => self.at_once = number(word()) as usize,
            "--connect-ms" => self.limits().connect = Some(number(word())),
            "--first-byte-ms" => self.limits().first_byte = Some(number(word())),
            "--between-bytes-ms" => self.limits().between_bytes = Some(number(word())),
            "--trailer" => self.trailers.get_or_insert_default().push(field(word())),
            other => panic!("there is no option {other}"),
        }
    }

    fn limits(&mut self) -> &mut Limits {
        self.limits.get_or_insert_default()
    }
}
