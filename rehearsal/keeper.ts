/** Hands on what it is given, which the stack then closes in turn: the last one first. */
export function keeper(stack: AsyncDisposableStack) {
  return <T extends { close(): void | Promise<void> }>(one: T): T =>
    stack.adopt(one, (it) => it.close());
}
