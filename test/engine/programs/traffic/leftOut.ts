/** In place of the components that are left out: they declare nothing. */
export class Monitoring {
  public readonly leftOut = true;
}

export class Notifications {
  public readonly recipients = {};
  public readonly rules = [];
}

export class Operations {
  public readonly protectionBypass = undefined;
}
