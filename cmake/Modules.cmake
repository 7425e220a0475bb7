# otpost_module(NAME [PCH core|edge] [LIBRARIES ...] DEPENDS ...): a static library of every .cpp
# in src/NAME (tests apart), headers generated from its .sql files, and NAME_test from *_test.cpp.

add_custom_target(generated_sources)

# One generator for both: a header `<name>_sql.hpp` with a db::Statement per block of the file.
function(otpost_generate_sql target directory)
    file(GLOB_RECURSE sql_files CONFIGURE_DEPENDS ${directory}/*.sql)
    list(FILTER sql_files EXCLUDE REGEX "/migrations/")
    foreach(sql_file IN LISTS sql_files)
        get_filename_component(name ${sql_file} NAME_WE)
        file(RELATIVE_PATH relative ${CMAKE_SOURCE_DIR}/src ${sql_file})
        get_filename_component(relative_directory ${relative} DIRECTORY)
        set(header ${CMAKE_BINARY_DIR}/generated/${relative_directory}/${name}_sql.hpp)
        add_custom_command(
            OUTPUT ${header}
            COMMAND ${CMAKE_COMMAND} -DINPUT=${sql_file} -DOUTPUT=${header} -DMODULE=${name}
                -P ${CMAKE_SOURCE_DIR}/cmake/GenerateSql.cmake
            DEPENDS ${sql_file} ${CMAKE_SOURCE_DIR}/cmake/GenerateSql.cmake
            COMMENT "Generating ${relative_directory}/${name}_sql.hpp")
        target_sources(${target} PRIVATE ${header})
        list(APPEND headers ${header})
    endforeach()
    if(headers)
        add_custom_target(${target}_sql DEPENDS ${headers})
        add_dependencies(generated_sources ${target}_sql)
        add_dependencies(${target} ${target}_sql)
    endif()
endfunction()

# Every migration of `folder` becomes part of `target`; a new file needs no registration.
function(otpost_embed_migrations target folder)
    file(GLOB migrations CONFIGURE_DEPENDS ${folder}/*.sql)
    set(source ${CMAKE_BINARY_DIR}/generated/db/migrations.cpp)
    add_custom_command(
        OUTPUT ${source}
        COMMAND ${CMAKE_COMMAND} -DINPUT=${folder} -DOUTPUT=${source}
            -P ${CMAKE_SOURCE_DIR}/cmake/EmbedMigrations.cmake
        DEPENDS ${migrations} ${CMAKE_SOURCE_DIR}/cmake/EmbedMigrations.cmake
        COMMENT "Embedding migrations")
    target_sources(${target} PRIVATE ${source})
endfunction()

# otpost_embed_texts(module file...): text files of data/ as std::string_view constants of
# `otpost::<module>::data`, declared in `<module>/<module>_data.hpp` and named after the files.
function(otpost_embed_texts module)
    set(stem ${CMAKE_BINARY_DIR}/generated/${module}/${module}_data)
    list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE files)
    list(JOIN files "," input)
    add_custom_command(
        OUTPUT ${stem}.cpp ${stem}.hpp
        COMMAND ${CMAKE_COMMAND} -DINPUT=${input} -DHEADER=${stem}.hpp -DSOURCE=${stem}.cpp
            -DNAMESPACE=${module} -P ${CMAKE_SOURCE_DIR}/cmake/EmbedTexts.cmake
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/EmbedTexts.cmake
        COMMENT "Embedding the data of ${module}")
    target_sources(otpost_${module} PRIVATE ${stem}.cpp ${stem}.hpp)
    add_custom_target(otpost_${module}_data DEPENDS ${stem}.hpp)
    add_dependencies(generated_sources otpost_${module}_data)
endfunction()

function(otpost_precompile target kind)
    if(kind STREQUAL "none" OR NOT kind)
        return()
    endif()
    target_precompile_headers(${target} REUSE_FROM otpost_pch_${kind})
endfunction()

function(otpost_module name)
    cmake_parse_arguments(arg "" "PCH" "DEPENDS;LIBRARIES" ${ARGN})
    set(directory ${CMAKE_SOURCE_DIR}/src/${name})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${directory}/*.cpp)
    set(tests ${sources})
    list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    if(NOT sources)
        message(STATUS "module ${name}: nothing there yet")
        add_library(otpost_${name} INTERFACE)
        return()
    endif()
    add_library(otpost_${name} STATIC ${sources})
    target_include_directories(otpost_${name} PUBLIC ${CMAKE_BINARY_DIR}/generated)
    target_link_libraries(otpost_${name} PUBLIC otpost_flags ${arg_LIBRARIES})
    foreach(dependency IN LISTS arg_DEPENDS)
        target_link_libraries(otpost_${name} PUBLIC otpost_${dependency})
    endforeach()
    otpost_generate_sql(otpost_${name} ${directory})
    otpost_precompile(otpost_${name} "${arg_PCH}")
    if(tests)
        add_executable(${name}_test ${tests})
        target_compile_definitions(${name}_test PRIVATE OTPOST_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
        target_link_libraries(${name}_test PRIVATE otpost_${name} otpost_testing GTest::gtest_main GTest::gmock)
        otpost_precompile(${name}_test "${arg_PCH}")
        add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
        # Thousands of rounds of each race; a sanitizer sees in the first hundred what it will see.
        set(rounds 2000)
        if(OTPOST_SANITIZE)
            set(rounds 100)
        endif()
        set_tests_properties(${name} PROPERTIES TIMEOUT 900 ENVIRONMENT OTPOST_RACE_ROUNDS=${rounds})
    endif()
endfunction()
