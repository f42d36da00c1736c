// The commands, and what is stored. Text is one character a byte, as it came.
import { writeFile } from "./files.js";

const mostMessage = 4096;
const syntax = "501 syntax error in parameters";
const sequence = "503 bad sequence of commands";
const tooLarge = "552 message too large";

/** What all sessions share. */
export class Server {
  readonly host: string;
  #stored = 0;

  constructor(host: string) {
    this.host = host;
  }

  /** Stores a message; gives its number. */
  store(text: string): number {
    const number = this.#stored + 1;
    writeFile(`/mail/${number}.eml`, Uint8Array.from(text, (char) => char.charCodeAt(0)));
    this.#stored = number;
    return number;
  }
}

/** One client's. */
export class Session {
  /** Whether the client has said good-bye. */
  over = false;
  readonly #server: Server;
  #greeted = false;
  #sender: string | undefined;
  #recipients: string[] = [];
  /** Its lines, from DATA on. */
  #message: string | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /** The answer to a line, both without their line end; none within a message. */
  take(line: string): string | undefined {
    if (this.#message !== undefined) return this.#takeMessageLine(this.#message, line);
    const [, verb = "", rest = ""] = /^([^ ]*) ?([^]*)$/.exec(line) ?? [];
    switch (verb.toUpperCase()) {
      case "EHLO":
        return this.#greet(rest, `250-${this.#server.host}\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE ${mostMessage}`);
      case "HELO":
        return this.#greet(rest, `250 ${this.#server.host}`);
      case "MAIL":
        return this.#mail(rest);
      case "RCPT":
        return this.#rcpt(rest);
      case "DATA":
        return this.#data();
      case "RSET":
        this.#endTransaction();
        return "250 ok";
      case "NOOP":
        return "250 ok";
      case "QUIT":
        this.over = true;
        return "221 goodbye";
      default:
        return "500 command not recognised";
    }
  }

  #endTransaction(): void {
    this.#sender = undefined;
    this.#recipients = [];
    this.#message = undefined;
  }

  #greet(name: string, answer: string): string {
    if (name === "") return syntax;
    this.#endTransaction();
    this.#greeted = true;
    return answer;
  }

  #mail(rest: string): string {
    if (!this.#greeted || this.#sender !== undefined) return sequence;
    const parsed = /^FROM:<([^>]*)>(?: ([^]*))?$/i.exec(rest);
    if (parsed === null) return syntax;
    const [, sender, parameters = ""] = parsed;
    const size = /(?:^| )SIZE=(\d+)(?: |$)/i.exec(parameters)?.[1] ?? 0;
    if (Number(size) > mostMessage) return tooLarge;
    this.#sender = sender;
    return "250 ok";
  }

  #rcpt(rest: string): string {
    if (this.#sender === undefined) return sequence;
    const recipient = /^TO:<([^>]*)>(?: [^]*)?$/i.exec(rest)?.[1];
    if (recipient === undefined) return syntax;
    if (!recipient.toLowerCase().endsWith(`@${this.#server.host}`)) return "550 no such mailbox";
    this.#recipients.push(recipient);
    return "250 ok";
  }

  #data(): string {
    if (this.#recipients.length === 0) return sequence;
    this.#message = "";
    return "354 end with a line of one full stop";
  }

  #takeMessageLine(message: string, line: string): string | undefined {
    if (line !== ".") {
      // What is over the limit need not be kept.
      if (message.length <= mostMessage) this.#message = `${message}${line.replace(/^\./, "")}\n`;
      return undefined;
    }
    const head = [`Return-Path: <${this.#sender}>\n`, ...this.#recipients.map((recipient) => `Delivered-To: <${recipient}>\n`)];
    this.#endTransaction();
    if (message.length > mostMessage) return tooLarge;
    try {
      return `250 stored as ${this.#server.store(head.join("") + message)}`;
    } catch {
      return "451 cannot store it";
    }
  }
}
