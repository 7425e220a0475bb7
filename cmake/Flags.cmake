# Compiler flags of every target, through the interface target otpost_flags.
find_program(CCACHE ccache)
if(CCACHE)
    set(launcher ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
# clang writes the time of the header into a precompiled header unless told not to, which would
# make every ccache look-up miss.
set(CMAKE_PCH_INSTANTIATE_TEMPLATES ON)

add_library(otpost_flags INTERFACE)
target_include_directories(otpost_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(otpost_flags INTERFACE
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
    BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_COROUTINE
    SPDLOG_FMT_EXTERNAL SPDLOG_COMPILED_LIB)
# -fPIC everywhere, not CMake's -fPIE for programs: a precompiled header serves only one of them.
target_compile_options(otpost_flags INTERFACE
    -fPIC
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2 -Wextra-semi -Wundef -Wnull-dereference
    -Wmissing-declarations -Wswitch-enum -Werror -Wno-c23-extensions
    -ffile-prefix-map=${CMAKE_SOURCE_DIR}/= "SHELL:-Xclang -fno-pch-timestamp")
target_link_options(otpost_flags INTERFACE -fuse-ld=lld-19)

if(OTPOST_HARDENING)
    target_compile_options(otpost_flags INTERFACE
        -D_GLIBCXX_ASSERTIONS -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
    target_link_options(otpost_flags INTERFACE -pie -Wl,-z,relro,-z,now)
endif()
if(OTPOST_SANITIZE)
    target_compile_options(otpost_flags INTERFACE
        -O1 -fsanitize=${OTPOST_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(otpost_flags INTERFACE -fsanitize=${OTPOST_SANITIZE})
endif()
if(OTPOST_COVERAGE)
    target_compile_options(otpost_flags INTERFACE -fprofile-instr-generate -fcoverage-mapping)
    target_link_options(otpost_flags INTERFACE -fprofile-instr-generate)
endif()
if(OTPOST_FUZZ)
    target_compile_options(otpost_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
