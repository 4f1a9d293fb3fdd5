# ---- encoders ---------------------------------------------------------------

# encode ENCODER IN OUT writes the bytes of one file so that a sink reads them
# back unchanged. A value that the sink cannot carry is refused: the function
# fails and leaves the reason in ${WORK}/refusal.
encode() {
	case $1 in
	base64encode)
		base64 -w 0 <"$2" >"$3"
		;;
	sha256)
		sha256sum <"$2" >"${WORK}/sum" && awk '{ printf "%s", $1 }' "${WORK}/sum" >"$3"
		;;
	*)
		od -An -v -tu1 <"$2" >"${WORK}/bytes" && encode_bytes "$1" <"${WORK}/bytes" >"$3" 2>"${WORK}/refusal"
		;;
	esac
}

# encode_bytes ENCODER reads bytes as decimal numbers. Numbers, because no tool
# that reads lines keeps all bytes and the end of a file as they are.
encode_bytes() {
	command awk -v encoder="$1" '
		function refuse(why) {
			print why >"/dev/stderr"
			failed = 1
			exit 3
		}
		function put(n) { printf "%c", n }
		function escaped(n, special, control) {
			if (index(special, sprintf("%c", n))) { printf "\\"; put(n) }
			else if (n == 10) printf "\\n"
			else if (n == 13) printf "\\r"
			else if (n == 9) printf "\\t"
			else if (control != "" && (n < 32 || n == 127)) printf control, n
			else put(n)
		}
		# follows returns how many bytes complete the UTF-8 sequence at i, or
		# -1 if they do not.
		function follows(i,   n, more, low, high, k) {
			n = byte[i]
			if (n < 128) return 0
			if (n < 194 || n > 244) return -1
			more = n < 224 ? 1 : n < 240 ? 2 : 3
			low = n == 224 ? 160 : n == 240 ? 144 : 128
			high = n == 237 ? 159 : n == 244 ? 143 : 191
			for (k = 1; k <= more; k++) {
				if (i + k > count || byte[i + k] < low || byte[i + k] > high) return -1
				low = 128; high = 191
			}
			return more
		}
		{ for (i = 1; i <= NF; i++) byte[++count] = $i + 0 }
		END {
			if (failed) exit 3
			quote = encoder == "shellquote" || encoder == "sqlliteral" ? sprintf("%c", 39) : \
				encoder == "jsonstring" || encoder == "redisquote" || encoder == "nginxquote" ? "\"" : ""
			apostrophe = sprintf("%c", 39)
			printf "%s", quote
			for (i = 1; i <= count; i++) {
				n = byte[i]
				if (n == 0) refuse("the value has a NUL byte")
				if (encoder == "envvalue" || encoder == "pgpassvalue") {
					if (n == 10 || n == 13) refuse("the value has a line break")
					if (encoder == "pgpassvalue" && (n == 58 || n == 92)) printf "\\"
					put(n)
				} else if (encoder == "shellquote") {
					if (n == 39) printf "%s\\%s%s", apostrophe, apostrophe, apostrophe
					else put(n)
				} else if (encoder == "sqlliteral") {
					if (n == 39) put(n)
					put(n)
				} else if (encoder == "urlencode") {
					if (n >= 65 && n <= 90 || n >= 97 && n <= 122 || n >= 48 && n <= 57 || n == 45 || n == 46 || n == 95 || n == 126) put(n)
					else printf "%%%02X", n
				} else if (encoder == "redisquote") {
					escaped(n, "\"\\", "\\x%02x")
				} else if (encoder == "nginxquote") {
					if (n == 36) refuse("the value has a dollar sign")
					escaped(n, "\"\\", "")
				} else if (encoder == "systemdvalue") {
					if (n == 37) put(n)
					escaped(n, "\"\\" apostrophe, "\\x%02x")
				} else if (encoder == "jsonstring") {
					more = follows(i)
					if (more < 0) refuse("the value is not UTF-8")
					if (n == 194 && byte[i + 1] <= 159) { printf "\\u%04x", byte[++i]; continue }
					if (n == 226 && byte[i + 1] == 128 && (byte[i + 2] == 168 || byte[i + 2] == 169)) { printf "\\u20%02x", byte[i + 2] - 128; i += 2; continue }
					if (n == 239 && byte[i + 1] == 187 && byte[i + 2] == 191) { printf "\\ufeff"; i += 2; continue }
					if (n == 239 && byte[i + 1] == 191 && byte[i + 2] >= 190) { printf "\\uff%02x", byte[i + 2] + 64; i += 2; continue }
					escaped(n, "\"\\", "\\u%04x")
					while (more-- > 0) put(byte[++i])
				} else refuse("there is no encoder " encoder)
			}
			printf "%s", quote
		}
	'
}
