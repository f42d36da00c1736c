import { hold } from "memory";

/** A descriptor of preview 1. One that the program has opened is closed once nothing refers to this. */
export class Handle {
  readonly fd: number;
  readonly #held: object | undefined;

  constructor(fd: number, held?: object) {
    this.fd = fd;
    this.#held = held;
  }

  /** One that the program has opened. */
  static opened(fd: number): Handle {
    return new Handle(fd, hold(fd));
  }
}
