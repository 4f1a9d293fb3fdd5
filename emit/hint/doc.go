// Package hint gives an error a second sentence: what to do about it. Whoever
// shows the error decides where the sentence goes.
package hint
