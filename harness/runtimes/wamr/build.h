/*
 * How WAMR is built: as its own iwasm is by default, with tail calls beside, and without what its crate lacks: vector instructions
 * need the headers of SIMDe.
 */
#define _GNU_SOURCE 1
#define BH_PLATFORM_LINUX 1
#define BH_MALLOC wasm_runtime_malloc
#define BH_FREE wasm_runtime_free
#define WASM_HAVE_MREMAP 1
#define WASM_ENABLE_INTERP 1
#define WASM_ENABLE_FAST_INTERP 1
#define WASM_ENABLE_LIBC_WASI 1
#define WASM_ENABLE_MODULE_INST_CONTEXT 1
#define WASM_ENABLE_BULK_MEMORY 1
#define WASM_ENABLE_BULK_MEMORY_OPT 1
#define WASM_ENABLE_CALL_INDIRECT_OVERLONG 1
#define WASM_ENABLE_EXTENDED_CONST_EXPR 1
#define WASM_ENABLE_REF_TYPES 1
#define WASM_ENABLE_TAIL_CALL 1
