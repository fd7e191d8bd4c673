# The word lists and tables of the themes become bytes in build/theme_data.c.
THEME_DATA := $(sort $(wildcard engine/theme/*.txt engine/theme/*.csv))
GENERATED_SOURCES += $(BUILD)/theme_data.c
GENERATED_HEADERS += $(BUILD)/theme_data.h

$(BUILD)/theme_data.c $(BUILD)/theme_data.h &: $(THEME_DATA) engine/base/embed.sh
	@mkdir -p $(BUILD)
	@sh engine/base/embed.sh $(BUILD)/theme_data theme_data $(THEME_DATA)

# The sampler's inner loops run over the themes: -O3 makes vectors of them.
$(BUILD)/engine/theme/mixture.o $(BUILD)/engine/theme/sphere.o: OPTIMISE = -O3
