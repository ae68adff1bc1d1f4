/** A thing in the making: built member by member, because spreading members that may be absent costs several times as much. */
export type Writable<T> = { -readonly [name in keyof T]: T[name] };
