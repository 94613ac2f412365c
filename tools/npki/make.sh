#!/usr/bin/env bash
# Certificates in the layout of the Korean joint certificate, made by the OpenSSL command line alone, so that tests
# have a peer that shares no code with modules/pki. All names and numbers are made up.
#
#   make.sh authority DIR             root.crt, ca.crt, ocsp.crt, tsa.crt with their keys, ca.crl, root.crl
#   make.sh subscriber DIR ID         one person or company in DIR/ID, from the settings below
#   make.sh revoke DIR ID             puts the subscriber on DIR/ca.crl
#   make.sh lists DIR                 renews DIR/ca.crl and DIR/root.crl
#   make.sh samples DIR ID            signatures, OCSP and time stamp answers about the subscriber, in DIR/samples
#
# Settings of a subscriber (environment):
#   NAME      real name, default 홍길동           NUMBER    resident or business number, default 9001011234568
#   POLICY    OID, default 1.2.410.200005.1.1.1   DAYS      validity from now; negative: expired so many days ago
#   PASSWORD  default Npki-Test!2026              CRL_URL, OCSP_URL   addresses inside the certificate
#   USAGE     sign (default) or keyManagement
#
# A subscriber's folder:
#   signCert.der   signPri.key (seedCBCWithSHA1)   signPri.seedcbc.key (fixed IV)   signPri.pbes2.key (PBES2, SEED)
#   signPri.aria.key (PBES2, ARIA-256)             signPri.aes.key (PBES2, AES-256)
#   bank.pfx (3DES, certificate in the clear)      aes.pfx (PBES2 AES-256, HMAC-SHA-256)   rc2.pfx (RC2-40 certificates)
#   key.pem   password   number   r.hex   vid.hex     Every key file and every PFX carries R.
# Needs: openssl 3 with its legacy provider, bash, od, sed, iconv.
set -euo pipefail

legacy=(-provider legacy -provider default)
rounds=2048

# --- DER as hexadecimal text -------------------------------------------------------------------------------------

to_hex() { od -An -v -tx1 | tr -d ' \n'; }
text_hex() { printf %s "$1" | to_hex; }
file_hex() { to_hex < "$1"; }
from_hex() { local bytes; bytes=$(sed 's/../\\x&/g'); printf '%b' "$bytes"; }
save() { printf %s "$2" | from_hex > "$1"; }

# tlv TAG CONTENT…: one element around the joined contents
tlv() {
  local tag=$1 content length size
  shift
  content=$(printf %s "$@")
  length=$((${#content} / 2))
  if ((length < 128)); then size=$(printf %02x "$length")
  elif ((length < 256)); then size=$(printf 81%02x "$length")
  elif ((length < 65536)); then size=$(printf 82%04x "$length")
  else size=$(printf 83%06x "$length"); fi
  printf '%s%s%s' "$tag" "$size" "$content"
}

octets() { tlv 04 "$1"; }
number() { local digits; digits=$(printf %x "$1"); ((${#digits} % 2)) && digits=0$digits; [[ $digits == [89a-f]* ]] && digits=00$digits; tlv 02 "$digits"; }

# Object identifiers that are needed, already encoded.
oid_seed_cbc=06082a831a8c9a440104
oid_seed_cbc_sha1=06082a831a8c9a44010f
oid_aria256_cbc=06092a831a8c9a6e01010c
oid_aes256_cbc=060960864801650304012a
oid_pbes2=06092a864886f70d01050d
oid_pbkdf2=06092a864886f70d01050c
oid_hmac_sha256=06082a864886f70d0209
oid_rsa=06092a864886f70d010101
oid_sha1=06052b0e03021a
oid_sha256=0609608648016503040201
oid_identify_data=06092a831a8c9a440a0101
oid_vid=060a2a831a8c9a440a010101
oid_random_num=060a2a831a8c9a440a010103
oid_data=06092a864886f70d010701
oid_encrypted_data=06092a864886f70d010706
oid_pbe_3des=060a2a864886f70d010c0103
oid_pbe_rc2_40=060a2a864886f70d010c0106
oid_bag_shrouded=060b2a864886f70d010c0a0102
oid_bag_certificate=060b2a864886f70d010c0a0103
oid_x509=060a2a864886f70d01091601
oid_local_key_id=06092a864886f70d010915

# --- Key derivation and encryption -------------------------------------------------------------------------------

kdf() { openssl kdf "$@" | tr -d ':\n' | tr A-F a-f; }
pbkdf1() { kdf -keylen 20 -kdfopt digest:SHA1 -kdfopt "pass:$password" -kdfopt "hexsalt:$1" -kdfopt "iter:$rounds" "${legacy[@]}" PBKDF1; }
pbkdf2() { kdf -keylen "$1" -kdfopt "digest:$2" -kdfopt "pass:$password" -kdfopt "hexsalt:$3" -kdfopt "iter:$rounds" PBKDF2; }
# pkcs12_kdf BYTES PURPOSE DIGEST SALT: the password as big-endian UTF-16 with a closing zero
pkcs12_kdf() {
  local wide
  wide=$(printf %s "$password" | iconv -t UTF-16BE | to_hex)0000
  kdf -keylen "$1" -kdfopt "digest:$3" -kdfopt "hexpass:$wide" -kdfopt "hexsalt:$4" -kdfopt "iter:$rounds" -kdfopt "id:$2" PKCS12KDF
}
# encrypt CIPHER KEY IV HEX
encrypt() { printf %s "$4" | from_hex | openssl enc "-$1" "${legacy[@]}" -K "$2" -iv "$3" | to_hex; }
digest() { from_hex | openssl dgst "-$1" -binary | to_hex; }
random() { openssl rand -hex "$1"; }

salt_and_rounds() { tlv 30 "$(octets "$1")" "$(number $rounds)"; }

# Each of these prints AlgorithmIdentifier, a blank, and the encrypted bytes.
with_seed_cbc_sha1() {
  local salt derived
  salt=$(random 8) derived=$(pbkdf1 "$salt")
  local iv; iv=$(printf %s "${derived:32:8}" | digest sha1)
  echo "$(tlv 30 $oid_seed_cbc_sha1 "$(salt_and_rounds "$salt")") $(encrypt seed-cbc "${derived:0:32}" "${iv:0:32}" "$1")"
}
with_seed_cbc() {
  local salt derived
  salt=$(random 8) derived=$(pbkdf1 "$salt")
  echo "$(tlv 30 $oid_seed_cbc "$(salt_and_rounds "$salt")") $(encrypt seed-cbc "${derived:0:32}" "$(text_hex 0123456789012345)" "$1")"
}
# with_pbes2 HEX CIPHER OID KEY_BYTES DIGEST: SHA1 is the default and is left out of the parameters
with_pbes2() {
  local salt iv prf="" key
  salt=$(random 8) iv=$(random 16) key=$(pbkdf2 "$4" "$5" "$salt")
  [[ $5 == SHA1 ]] || prf=$(tlv 30 $oid_hmac_sha256 0500)
  local derivation scheme
  derivation=$(tlv 30 $oid_pbkdf2 "$(tlv 30 "$(octets "$salt")" "$(number $rounds)" "$prf")")
  scheme=$(tlv 30 "$3" "$(octets "$iv")")
  echo "$(tlv 30 $oid_pbes2 "$(tlv 30 "$derivation" "$scheme")") $(encrypt "$2" "$key" "$iv" "$1")"
}
# with_pkcs12 HEX CIPHER OID KEY_BYTES
with_pkcs12() {
  local salt key iv
  salt=$(random 8) key=$(pkcs12_kdf "$4" 1 SHA1 "$salt") iv=$(pkcs12_kdf 8 2 SHA1 "$salt")
  echo "$(tlv 30 "$3" "$(salt_and_rounds "$salt")") $(encrypt "$2" "$key" "$iv" "$1")"
}

# --- Files of a subscriber ---------------------------------------------------------------------------------------

# key_file PATH "ALGORITHM ENCRYPTED"
key_file() { local parts; read -ra parts <<< "$2"; save "$1" "$(tlv 30 "${parts[0]}" "$(octets "${parts[1]}")")"; }

data_part() { tlv 30 $oid_data "$(tlv a0 "$(octets "$1")")"; }
encrypted_part() {
  local parts; read -ra parts <<< "$1"
  local content; content=$(tlv 30 $oid_data "${parts[0]}" "$(tlv 80 "${parts[1]}")")
  tlv 30 $oid_encrypted_data "$(tlv a0 "$(tlv 30 020100 "$content")")"
}
certificate_bag() { tlv 30 $oid_bag_certificate "$(tlv a0 "$(tlv 30 $oid_x509 "$(tlv a0 "$(octets "$1")")")")" "$bag_attributes"; }
key_bag() { local parts; read -ra parts <<< "$1"; tlv 30 $oid_bag_shrouded "$(tlv a0 "$(tlv 30 "${parts[0]}" "$(octets "${parts[1]}")")")" "$bag_attributes"; }

# pfx PATH DIGEST DIGEST_OID MAC_BYTES PARTS
pfx() {
  local salt safe key mac
  salt=$(random 8) safe=$(tlv 30 "$5") key=$(pkcs12_kdf "$4" 3 "$2" "$salt")
  mac=$(printf %s "$safe" | from_hex | openssl dgst "-${2,,}" -mac HMAC -macopt "hexkey:$key" -binary | to_hex)
  local mac_data
  mac_data=$(tlv 30 "$(tlv 30 "$(tlv 30 "$3" 0500)" "$(octets "$mac")")" "$(octets "$salt")" "$(number $rounds)")
  save "$1" "$(tlv 30 020103 "$(data_part "$safe")" "$mac_data")"
}

make_files() {
  local home=$1 info=$2 certificate key_id bag
  certificate=$(file_hex "$home/signCert.der")
  key_file "$home/signPri.key" "$(with_seed_cbc_sha1 "$info")"
  key_file "$home/signPri.seedcbc.key" "$(with_seed_cbc "$info")"
  key_file "$home/signPri.pbes2.key" "$(with_pbes2 "$info" seed-cbc $oid_seed_cbc 16 SHA1)"
  key_file "$home/signPri.aria.key" "$(with_pbes2 "$info" aria-256-cbc $oid_aria256_cbc 32 SHA256)"
  key_file "$home/signPri.aes.key" "$(with_pbes2 "$info" aes-256-cbc $oid_aes256_cbc 32 SHA256)"

  key_id=$(printf %s "$certificate" | digest sha1)
  bag_attributes=$(tlv 31 "$(tlv 30 $oid_local_key_id "$(tlv 31 "$(octets "$key_id")")")")
  bag=$(certificate_bag "$certificate")
  local old_key new_key
  old_key=$(key_bag "$(with_pkcs12 "$info" des-ede3-cbc $oid_pbe_3des 24)")
  new_key=$(key_bag "$(with_pbes2 "$info" aes-256-cbc $oid_aes256_cbc 32 SHA256)")
  pfx "$home/bank.pfx" SHA1 $oid_sha1 20 "$(data_part "$(tlv 30 "$bag" "$old_key")")"
  pfx "$home/aes.pfx" SHA256 $oid_sha256 32 \
    "$(encrypted_part "$(with_pbes2 "$(tlv 30 "$bag")" aes-256-cbc $oid_aes256_cbc 32 SHA256)")$(data_part "$(tlv 30 "$new_key")")"
  pfx "$home/rc2.pfx" SHA1 $oid_sha1 20 \
    "$(encrypted_part "$(with_pkcs12 "$(tlv 30 "$bag")" rc2-40-cbc $oid_pbe_rc2_40 5)")$(data_part "$(tlv 30 "$old_key")")"
}

# --- The authority -----------------------------------------------------------------------------------------------

rsa_key() { openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" -out "$1" 2> /dev/null; }

# settings DIR NAME: configuration of `openssl ca` for the authority whose files are DIR/NAME.*
settings() {
  cat > "$1/$2.cnf" << END
[ca]
default_ca = here
[here]
database = $1/$2.index
serial = $1/$2.serial
crlnumber = $1/$2.crlnumber
new_certs_dir = $1
certificate = $1/$2.crt
private_key = $1/$2.key
default_md = sha256
default_crl_days = 30
unique_subject = no
policy = anything
crl_extensions = list
[list]
authorityKeyIdentifier = keyid
[anything]
countryName = optional
organizationName = optional
organizationalUnitName = optional
commonName = supplied
[req]
distinguished_name = empty
string_mask = utf8only
[empty]
END
  : > "$1/$2.index"
  echo 'unique_subject = no' > "$1/$2.index.attr"
  echo 2001 > "$1/$2.serial"
  echo 01 > "$1/$2.crlnumber"
}

# issue DIR ISSUER KEY SUBJECT OUT DAYS: extensions come from standard input
issue() {
  local request extensions moment=(-days "$6")
  request=$(mktemp) extensions=$(mktemp)
  cat > "$extensions"
  if (($6 <= 0)); then
    moment=(-startdate "$(date -u -d "$(($6 - 365)) days" +%Y%m%d%H%M%SZ)" -enddate "$(date -u -d "$6 days" +%Y%m%d%H%M%SZ)")
  fi
  openssl req -new -key "$3" -config "$1/$2.cnf" -utf8 -subj "$4" -out "$request"
  openssl ca -batch -notext -preserveDN -utf8 -config "$1/$2.cnf" -extfile "$extensions" "${moment[@]}" -in "$request" -out "$5" 2> /dev/null
  rm -f "$request" "$extensions" "$1"/[0-9A-F]*.pem
}

lists() {
  local name
  for name in root ca; do
    openssl ca -config "$1/$name.cnf" -gencrl -out "$1/$name.crl.pem" 2> /dev/null
    openssl crl -in "$1/$name.crl.pem" -outform DER -out "$1/$name.crl"
    rm -f "$1/$name.crl.pem"
  done
}

make_authority() {
  local dir=$1
  mkdir -p "$dir"
  settings "$dir" root
  settings "$dir" ca
  rsa_key "$dir/root.key" 3072
  rsa_key "$dir/ca.key" 3072
  rsa_key "$dir/ocsp.key" 2048
  rsa_key "$dir/tsa.key" 2048
  openssl req -x509 -new -key "$dir/root.key" -sha256 -days 3650 -config "$dir/root.cnf" -utf8 -out "$dir/root.crt" \
    -subj "/C=KR/O=KISA/OU=Korea Certification Authority Central/CN=KISA RootCA MARU TEST" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -addext subjectKeyIdentifier=hash
  # Real authorities demand an explicit policy: policyConstraints with requireExplicitPolicy 0.
  issue "$dir" root "$dir/ca.key" "/C=KR/O=yessign/OU=AccreditedCA/CN=yessignCA MARU TEST" "$dir/ca.crt" 1825 << END
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid,issuer
certificatePolicies = critical,2.5.29.32.0
policyConstraints = critical,requireExplicitPolicy:0
END
  issue "$dir" ca "$dir/ocsp.key" "/C=KR/O=yessign/CN=OCSP MARU TEST" "$dir/ocsp.crt" 1825 << END
authorityKeyIdentifier = keyid
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
certificatePolicies = 2.5.29.32.0
END
  issue "$dir" ca "$dir/tsa.key" "/C=KR/O=yessign/CN=TSA MARU TEST" "$dir/tsa.crt" 1825 << END
authorityKeyIdentifier = keyid
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
certificatePolicies = 2.5.29.32.0
END
  lists "$dir"
}

make_subscriber() {
  local dir=$1 home=$1/$2 name=${NAME:-홍길동} owner=${NUMBER:-9001011234568}
  password=${PASSWORD:-Npki-Test!2026}
  mkdir -p "$home"
  printf %s "$password" > "$home/password"
  printf %s "$owner" > "$home/number"

  # The virtual id: two digests over number and R.
  local r content vid
  r=$(random 20)
  content=$(tlv 30 "$(tlv 13 "$(text_hex "$owner")")" "$(tlv 03 "00$r")")
  vid=$(printf %s "$content" | digest sha256 | digest sha256)
  printf %s "$r" > "$home/r.hex"
  printf %s "$vid" > "$home/vid.hex"

  local identity other_name usage=digitalSignature,nonRepudiation
  identity=$(tlv 30 "$(tlv 0c "$(text_hex "$name")")" \
    "$(tlv 30 "$(tlv 30 $oid_vid "$(tlv 30 "$(tlv 30 $oid_sha256)" "$(tlv a0 "$(octets "$vid")")")")")")
  other_name=$(tlv 30 "$(tlv a0 $oid_identify_data "$(tlv a0 "$identity")")")
  [[ ${USAGE:-sign} == sign ]] || usage=keyEncipherment

  rsa_key "$home/key.pem" 2048
  issue "$dir" ca "$home/key.pem" "/C=kr/O=yessign/OU=personal4IB/CN=$name()0099041202611$(random 4 | tr a-f 0-5)" "$home/cert.pem" "${DAYS:-3000}" << END
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid,issuer:always
keyUsage = critical,$usage
certificatePolicies = critical,${POLICY:-1.2.410.200005.1.1.1}
subjectAltName = DER:$other_name
crlDistributionPoints = URI:${CRL_URL:-http://ca.example.test/ca.crl}
authorityInfoAccess = OCSP;URI:${OCSP_URL:-http://ca.example.test/ocsp}
END
  openssl x509 -in "$home/cert.pem" -outform DER -out "$home/signCert.der"
  rm -f "$home/cert.pem"

  local rsa attributes
  rsa=$(openssl rsa -in "$home/key.pem" -traditional -outform DER 2> /dev/null | to_hex)
  attributes=$(tlv a0 "$(tlv 30 $oid_random_num "$(tlv 31 "$(tlv 03 "00$r")")")")
  make_files "$home" "$(tlv 30 020100 "$(tlv 30 $oid_rsa 0500)" "$(octets "$rsa")" "$attributes")"
}

revoke() {
  local certificate; certificate=$(mktemp)
  openssl x509 -inform DER -in "$1/$2/signCert.der" -out "$certificate"
  openssl ca -config "$1/ca.cnf" -revoke "$certificate" -crl_reason keyCompromise 2> /dev/null
  rm -f "$certificate"
  lists "$1"
}

# Answers that a verifier must accept, and signatures that it must refuse.
make_samples() {
  local dir=$1 out=$1/samples signer
  mkdir -p "$out"
  signer=$(mktemp)
  openssl x509 -inform DER -in "$dir/$2/signCert.der" -out "$signer"
  printf 'hello NPKI\n' > "$out/text"
  local sign=(openssl cms -sign -binary -nodetach -in "$out/text" -outform DER -certfile "$dir/ca.crt")
  local by=(-signer "$signer" -inkey "$dir/$2/key.pem")
  "${sign[@]}" "${by[@]}" -md sha256 -cades -out "$out/good.cms"
  "${sign[@]}" "${by[@]}" -md sha512 -keyid -out "$out/keyid-sha512.cms"
  "${sign[@]}" "${by[@]}" -md sha256 -noattr -out "$out/without-attributes.cms"
  "${sign[@]}" "${by[@]}" -md sha1 -out "$out/sha1.cms"
  "${sign[@]}" "${by[@]}" -md sha256 -keyopt rsa_padding_mode:pss -out "$out/pss.cms"
  "${sign[@]}" "${by[@]}" -signer "$dir/tsa.crt" -inkey "$dir/tsa.key" -md sha256 -out "$out/two-signers.cms"
  openssl cms -sign -binary -in "$out/text" -outform DER "${by[@]}" -md sha256 -out "$out/detached.cms"

  openssl ocsp -issuer "$dir/ca.crt" -cert "$signer" -reqout "$out/ocsp.request" 2> /dev/null
  openssl ocsp -index "$dir/ca.index" -CA "$dir/ca.crt" -rsigner "$dir/ocsp.crt" -rkey "$dir/ocsp.key" -ndays 30 \
    -reqin "$out/ocsp.request" -respout "$out/ocsp.answer" 2> /dev/null

  cat > "$out/tsa.cnf" << END
[tsa]
default_tsa = here
[here]
serial = $out/tsa.serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
END
  openssl ts -query -data "$out/text" -sha256 -cert -out "$out/timestamp.request" 2> /dev/null
  openssl ts -reply -config "$out/tsa.cnf" -queryfile "$out/timestamp.request" -signer "$dir/tsa.crt" -inkey "$dir/tsa.key" \
    -chain "$dir/ca.crt" -out "$out/timestamp.answer" 2> /dev/null
  rm -f "$signer" "$out"/tsa.*
}

case ${1:-} in
  authority) make_authority "${2:?where}" ;;
  subscriber) make_subscriber "${2:?where}" "${3:?which}" ;;
  revoke) revoke "${2:?where}" "${3:?which}" ;;
  lists) lists "${2:?where}" ;;
  samples) make_samples "${2:?where}" "${3:?which}" ;;
  *) sed -n '2,24p' "$0" | sed 's/^# \{0,1\}//'; exit 2 ;;
esac
