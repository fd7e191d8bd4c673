# The reference data, compiled into one C file of sorted tables by our own reader.
# years.csv follows municipalities.csv, because it speaks of its years; boundary files by year.
LIB_EXCLUDE += engine/reference/compile.c engine/reference/geojson.c

REFERENCE_TABLES := $(BUILD)/engine/reference/generated_tables.c
GENERATED_SOURCES += $(REFERENCE_TABLES)
REFERENCE_DATA := $(addprefix engine/reference/,municipalities.csv years.csv mergers.csv \
    boundary_corrections.csv aliases.csv places.csv organisations.csv more_organisations.csv \
    organisation_aliases.csv domains.csv organisation_domains.csv) \
    $(sort $(wildcard engine/reference/boundaries/*.geojson))
REFERENCE_TOOL_OBJECTS := $(addprefix $(BUILD)/engine/,reference/compile.o reference/geojson.o \
    reference/csv_table.o reference/tables.o reference/tables_names.o reference/cbs_areas.o base/arena.o base/pages.o base/error.o \
    base/number.o base/text.o record/moment.o unicode/fold.o)

$(BUILD)/reference-compile: $(REFERENCE_TOOL_OBJECTS)
	@echo "  LD  $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ -lutf8proc -lm

$(REFERENCE_TABLES): $(BUILD)/reference-compile $(REFERENCE_DATA)
	@mkdir -p $(@D)
	@echo "  GEN $@"
	@$(BUILD)/reference-compile $@ $(REFERENCE_DATA)
