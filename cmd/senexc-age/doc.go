// Command senexc-age opens what is sealed to a host, on hosts without the package age.
// It is as much of age as a host needs, and understands what the installer and
// the enrolment call:
//
//	age -d -i IDENTITY -o OUT IN    opens IN
//	age-keygen -o IDENTITY          makes an identity
//	age-keygen -y IDENTITY          prints its recipient
//
// Which of the two it is, its own name says. It reads and writes the files that
// are named and nothing else, and knows nothing of stacks and bundles.
package main
