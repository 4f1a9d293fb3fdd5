// Package certificate makes and reads the certificates of a stack: those of its
// authorities, and those that they issue to services.
//
// It knows X.509 as far as TLS between services needs it, in one shape: an
// authority signs leaves itself, keys are ECDSA on P-256, and a leaf is for
// servers. Time and randomness are given to it. It does not know where
// certificates are kept, who needs one, or how keys are sealed.
package certificate
