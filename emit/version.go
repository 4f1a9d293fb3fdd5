package emit

// Version is the version of the compiler. Every manifest names it, because
// another version may write other bytes for the same stack.
const Version = "0.1.0"
