// What libbz2 calls where it finds itself broken, when it is built without standard input and output.
#include <stdlib.h>

void bz_internal_error(int code) {
    (void)code;
    abort();
}
