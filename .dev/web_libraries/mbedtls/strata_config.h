// mbedTLS for WebAssembly: its SHA-256 and SHA-512 alone.
#define MBEDTLS_SHA256_C
#define MBEDTLS_SHA512_C
