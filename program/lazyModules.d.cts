/** It is required for what it does, and gives nothing. */
export {};
