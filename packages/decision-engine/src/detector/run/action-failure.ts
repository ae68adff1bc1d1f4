/** An action cannot be carried out; its event's other actions can. The message is for the author of the model. */
export class ActionFailure extends Error {
  override readonly name = 'ActionFailure';
}
