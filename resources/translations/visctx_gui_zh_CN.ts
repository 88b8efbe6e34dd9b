<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>AboutWindow</name>
  <message>
   <location filename="../../visctx_gui/gui/information.py" />
   <source>About visctx-gui</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/information.py" />
   <source>Train a convolutional network and watch it, look inside, lesion it by clicking, and compare it with visual cortex.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ActivationPickers</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>A scale for each map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>A second network beside this one, on the same scale: never trained, or without the lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>After the nonlinearity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Layer whose maps are shown; a filter layer means its output after the nonlinearity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Look of the maps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Maps can be compared; twins always share one scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>One scale for the layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Pin the image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Pin the image: this panel keeps it when another one becomes current</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Summed input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Twin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Weak maps are seen as well as strong ones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>What reaches the nonlinearity; may be below zero</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>What the layer passes on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>Which side of the nonlinearity, and the colour scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>intact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>no twin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pickers.py" />
   <source>untrained</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ActivationsPanel</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>1,797 handwritten digits that ship with the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>Activations: {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>Maps of {layer} for {image}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>Open the built-in digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>Silence or restore</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>Silence the selected unit, or restore it (L)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>The maps of a layer will stand here; they need an image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>What the network sees; the frame is the receptive field of the clicked cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>at step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>intact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>lesioned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>pinned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>summed input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>this network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activations_panel.py" />
   <source>untrained</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BandBar</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>Lesion and random draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>chance {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>intact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>intact {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>lesioned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>lesioned {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>random draw {number}: {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>{count} random draws, 95 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_bar.py" />
   <source>{count} random draws: median {middle}, 95 % of them {low} to {high}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BandCanvas</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/band_canvas.py" />
   <source>chance {value}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BarPlotView</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/bar_plot.py" />
   <source>Bars</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BenchPage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>1,797 handwritten digits that ship with the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>Open the built-in digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>The first numbers are on their way.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>What lesions do to the answers will stand here; it needs images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>all {n_all} {split} images, at step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>stopped: {measured}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>{measured}; the network has changed since</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_page.py" />
   <source>{n} of {n_all} {split} images, at step {step}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BenchPanel</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Every unit silenced alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Named sets of units, and two compared</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>None to all units of a layer silenced</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Ranking</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Recovery</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Sets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Sweep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Training on with a lesion held</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/bench_panel.py" />
   <source>Units by importance, in several ways</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChancePage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source> draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Beside each lesion random ones of as many units will stand here, to tell what chance would do.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Draw now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Draw the random lesions for this lesion now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>No control exists: the lesion takes all units, so that no others could have been drawn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Random lesions to draw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Seed of the draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Stop drawing; the draws that are done stay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>Stopping...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>The random lesions were not drawn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>While the network trains, random lesions are drawn only on demand.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>draw {k} of {n}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>more than chance would do: cannot tell ({done} of {n} draws)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>more than chance would do: cannot tell ({n} draws), {p}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>more than chance would do: no ({n} draws), {p}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>more than chance would do: yes ({n} draws), {p}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>no control exists: no other units could have been taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>random lesions for comparison: draw {k} of {n}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_chance.py" />
   <source>seed </source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChangedImagesPage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>Images that were answered right, and are wrong with the lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>Images that were answered wrong, and are right with the lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>No image was broken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>No image was saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>The images whose answers a lesion breaks or saves will stand here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>broken {n}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>saved {n}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>{first}–{last} of {total}; answer before → after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_images.py" />
   <source>{split} {index}: true {label}, intact {before}, lesioned {after}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChooseByMeasure</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>Choose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>Choose by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>Choose the units in this range, both ends included; for orientations a first end above the second goes through 180 degrees</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>Choose the units with the largest values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>Choose top</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>Highest value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>How many units with the largest values</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>Lowest value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>Number of units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>What the units are chosen by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>or</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/choose_by_measure.py" />
   <source>units where</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChosenUnits</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Damage the chosen units and restore all others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Damage the chosen units as well, in the way the Lesion panel says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Keep the chosen units as a named set; it can be renamed on the Sets page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Only these</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Restore</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Restore the chosen units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Restore {n} chosen units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Save as set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Silence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Silence only {n} chosen units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>Silence {n} chosen units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/chosen_units.py" />
   <source>{n} chosen</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ClassGroup</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/class_group.py" />
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/class_group.py" />
   <source>{names} and {n} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/class_group.py" />
   <source>{title}: {classes}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColourBar</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/colour_bar.py" />
   <source>Colour scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/colour_bar.py" />
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/colour_bar.py" />
   <source>max of each</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/colour_bar.py" />
   <source>min</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/colour_bar.py" />
   <source>{label}: colours run from {low} to {high}; NaN is pink</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/colour_bar.py" />
   <source>−max</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CurrentImage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/current_image.py" />
   <source>Current image: {image}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/current_image.py" />
   <source>The image after everything that was done to make it fit, before normalisation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/current_image.py" />
   <source>what the network sees</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CurvePage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source> draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>Each draw in an order of its own; the band holds 95 % of the draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>How the answers fade as more and more units fall silent will stand here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>Layer whose units are silenced</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>Random draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>Seed of the draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>Silence 0, 1, 2 ... all units of the layer in each of the chosen orders, and measure the answers each time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>The unit whose silence alone raises the loss most first; ranked on other images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>Tick at least one order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>Trace the curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>Unit 0, then 1, then 2 ...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>first k</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>importance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>random</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>ranked on {ranking} images, tested on {n} {split} images, at step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>seed </source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>{layer}: complete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_page.py" />
   <source>{layer}: {percent} % of the curve</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DamagePicker</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>0 leaves the unit as it is, 1 is the whole damage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>Damage by {kind}, dose {dose}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>Dose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>Kind of damage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>Seed of the damage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>Share of the incoming connections that is cut, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>The same seed draws the same noise or connections</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>What is done to the units of the lesion: {kind}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>dose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/damage_picker.py" />
   <source>seed </source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DataSetBar</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Download {size} MB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Downloading {title}...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>From {folder}; SHA-256 {sum}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>No images are loaded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Open a folder of images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Open a folder of images; each sub-folder is a class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Opening {title}...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Size, colour, classes and split of the folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Still loaded: {title}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Stop; nothing half finished is kept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>Stopping...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>grey</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>into the data folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>into {folder}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>{classes} classes: {train} training, {validation} validation, {test} test images of {height} × {width} px, {colour}, {memory} in memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_bar.py" />
   <source>{job}, {time} left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DataSetPicker</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_picker.py" />
   <source>Data set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_picker.py" />
   <source>Open folder...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_picker.py" />
   <source>The images the network learns from and is tested on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/data_set_picker.py" />
   <source>Your own images: a folder with a sub-folder for each class</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DevelopmentSlider</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>Back to the network as it is now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>Moment of the training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>Moment of the training, in training steps; the right end is now. Stored densely early, sparsely late.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>Play the film of the training, or hold it (space)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>Save the filters at eight moments side by side as a picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>Train the network to fill the development slider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>{moment}, validation not measured</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/development_slider.py" />
   <source>{step}, validation {accuracy}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DevicePicker</name>
  <message>
   <location filename="../../visctx_gui/gui/device_picker.py" />
   <source>Device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/device_picker.py" />
   <source>Where the network runs.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DissociationView</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/dissociation_view.py" />
   <source>Double dissociation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/dissociation_view.py" />
   <source>chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/dissociation_view.py" />
   <source>intact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/dissociation_view.py" />
   <source>intact, {group}: {value}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DrawingPad</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/drawing_pad.py" />
   <source>Draw here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/drawing_pad.py" />
   <source>Draw with the mouse; Ctrl+Z takes back the last stroke, Delete clears</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/drawing_pad.py" />
   <source>Drawing pad</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DrawingPage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/drawing_page.py" />
   <source>Clear</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/drawing_page.py" />
   <source>Take all strokes away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/drawing_page.py" />
   <source>Take the last stroke back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/drawing_page.py" />
   <source>Undo stroke</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExperimentFiles</name>
  <message>
   <location filename="../../visctx_gui/gui/experiment_files.py" />
   <source>Folder for the results</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/experiment_files.py" />
   <source>Saved {path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/experiment_files.py" />
   <source>The experiment is done: {path}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExperimentPicker</name>
  <message>
   <location filename="../../visctx_gui/gui/experiment_picker.py" />
   <source>Experiment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/experiment_picker.py" />
   <source>Ready-made experiments: choosing one fills the forms and loads its data and a new network.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileOpening</name>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Experiments (*.toml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Images ({kinds});;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Networks (*.safetensors)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Networks ({kinds})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Open experiment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Open images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Open network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Save experiment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/file_opening.py" />
   <source>Save network</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FilterPickers</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>All filters of the layer, or the selected filter's kernel for each input channel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>Colour scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>Kernels shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>Layer whose filters are shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>One colour scale for the whole layer, or each filter on its own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>Order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>Order of the tiles: by index, or the filter with the largest Euclidean norm first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>index</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>inputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>one scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_pickers.py" />
   <source>own scale</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FiltersPanel</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/filters_panel.py" />
   <source>A small network, trained on handwritten digits, that ships with the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filters_panel.py" />
   <source>Development of the filters of {layer} ({area})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filters_panel.py" />
   <source>Open the built-in network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filters_panel.py" />
   <source>Restore {n} of {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filters_panel.py" />
   <source>Silence or restore</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filters_panel.py" />
   <source>Silence the chosen filters, or restore them if all are silenced (L)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filters_panel.py" />
   <source>Silence {n} of {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filters_panel.py" />
   <source>The filters of the network will stand here.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FolderOffer</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_offer.py" />
   <source>Each sub-folder is a class to be learned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_offer.py" />
   <source>List the images one by one under My pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_offer.py" />
   <source>Open as data set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_offer.py" />
   <source>Open as pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_offer.py" />
   <source>{name} has sub-folders with images.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FolderOptions</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_options.py" />
   <source>Images of a folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_options.py" />
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_options.py" />
   <source>Read the folder again like this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/folder_options.py" />
   <source>The shorter side is resized and the middle cut out. Shares and seed are used where the folder has no train, val and test folders of its own.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HelpMenu</name>
  <message>
   <location filename="../../visctx_gui/gui/help_menu.py" />
   <source>System information</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/help_menu.py" />
   <source>data</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/help_menu.py" />
   <source>device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/help_menu.py" />
   <source>log folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/help_menu.py" />
   <source>settings</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HistoryPlot</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/history_plot.py" />
   <source>Curves</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/history_plot.py" />
   <source>Show everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/history_plot.py" />
   <source>The wheel zooms, dragging moves, Home shows everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/history_plot.py" />
   <source>chance</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ImageView</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/image_view.py" />
   <source>Picture</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ImagesPanel</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>1,797 handwritten digits that ship with the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>Data set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>Draw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>Draw an image with the mouse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>Images of the loaded data set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>My pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>Open the built-in digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>Pictures from files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>The images of the data set will stand here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/images_panel.py" />
   <source>Where the image comes from</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayerPicker</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_picker.py" />
   <source>Layer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayerTable</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Area</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Copy table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Distance on the image, in pixels, of the fields of two neighbours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Double-click to change the label of this stage.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Jump
px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Maps x height x width that the layer gives.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Name of the layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Param.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>RF
px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Receptive field: side, in pixels of the image, of what one unit sees.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Torch's name of the operation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Trainable numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layer_table.py" />
   <source>Visual area this stage stands for; double-click to change it.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LayersPicker</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/layers_picker.py" />
   <source>Layers whose units are taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/layers_picker.py" />
   <source>all layers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LesionButtons</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>All</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>First half</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Invert</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Invert {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Layer that the buttons below act on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Lesion all of {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Lesion every unit of the layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Lesion the first half of the layer's units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Lesion the first half of {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Lesion the units of the layer that are intact, restore the lesioned ones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Lesion units of the layer drawn at random; the same seed draws the same units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Lesion {k} random units of {layer}, seed {seed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Random</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Redo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Restore all units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Restore every unit of every layer: the intact network, exactly</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Seed of the draw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Silence all of {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Silence the first half of {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Silence {k} random units of {layer}, seed {seed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>Units to draw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>of {n},</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_buttons.py" />
   <source>seed</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LesionMenu</name>
  <message>
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <source>Lesions (*.toml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <source>Open lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <source>Open {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <source>Save lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <source>Saved {path}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LesionNumbers</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>Exact two-sided McNemar test: how often two equally good networks would differ so much, judged by the images that only one of them answers right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>Lesioned minus intact, in percentage points, with its 95 % interval (paired)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>McNemar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>Share of right answers that guessing gives</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>Share of right answers with the lesion, with its 95 % Wilson interval</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>Share of right answers without the lesion, with its 95 % Wilson interval</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>estimate from {n} of {n_all} {split} images, at step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>exact, all {n_all} {split} images, at step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>intact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>lesioned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>{change} points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>{measured}; intact: without the held lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_numbers.py" />
   <source>{p}, n = {n}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LesionPanel</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>1,797 handwritten digits that ship with the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Change of the share of right answers in each class; lines: 95 % intervals of the paired difference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Confusion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Draw a region on the current image and lesion the cells that look at it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Is it worse than random units of the same layer, as many, would make it?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Measure again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Measure again with the weights as they are now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Open the built-in digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Scotoma...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Train on with this lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>What a lesion does to the answers will stand here; it needs images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Which answers were given to which class, before and after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>Which images the lesion broke, and which it saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_panel.py" />
   <source>measured on</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LogPanel</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/log_panel.py" />
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/log_panel.py" />
   <source>Copy the marked lines, or all where none is marked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/log_panel.py" />
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/log_panel.py" />
   <source>Open folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/log_panel.py" />
   <source>Open the folder with the log files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/log_panel.py" />
   <source>What the program does will be written here.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>Folder of the run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>Main</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>Open recent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>Redo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>Saved {path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>built-in network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>new network</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MatrixView</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/matrix_view.py" />
   <source>Matrix</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Message</name>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>&amp;Edit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>&amp;File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>&amp;Help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>&amp;Lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>&amp;Network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>&amp;Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>&amp;View</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/open_window.py" />
   <source>'visctx-gui run' needs no screen, and QT_QPA_PLATFORM=offscreen opens an unseen window.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/command_line.py" />
   <source>'{command} --help' shows how it is used.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/request.py" />
   <source>'{given}' is no size; write width x height in pixels, as in {example}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/weights.py" />
   <source>'{key}' in {path} is missing or damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>'{key}' in {path} is not a tensor of weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>'{text}' is not a number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>'{text}' is not a whole number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/command_line.py" />
   <source>'{word}' is one word too many.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>(ties: no interval)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>--set {given} is not of the form section.key=value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>--set {path}: lesions are numbered 0 to {last}, as in lesion.0.first=4.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>--set {path}: this experiment has no [[lesion]].</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_modes.py" />
   <source>16-bit values scaled to 0..255</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>95 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_picture.py" />
   <source>95 % of draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/dissociation.py" />
   <source>A class can only be in one of the two groups.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/dissociation_pictures.py" />
   <source>A double dissociation: {a} matters more for {first}, {b} for {second}; {interaction}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/figures.py" />
   <source>A figure cannot be written as '{name}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>A form holds something that cannot be done.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>A ring from {inner:g} to {outer:g} px holds nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/runs.py" />
   <source>A run has one after its first epoch; choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>A share of the filter's incoming connections, drawn at random, is cut.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>About</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>Accuracy lost with this unit alone silenced, in percentage points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>Accuracy lost without this unit, before, in points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Adam</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Add images of a second class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Add images, or leave the classes with one image out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>After minus before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>Against the exact ranking</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>All keys of the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>All training images are of one class; there is nothing to tell apart.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/data.py" />
   <source>Another data set was opened before {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Apple graphics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Architecture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>As stored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>At most so many training images of each class; empty: all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Batch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Batch normalisation of maps of 1 x 1 px needs at least 2 images at a time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Batch size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/runs.py" />
   <source>Bring back the old data set, or begin a new run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>CPU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>Change per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Channels, height and width of the images the network receives.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>Choose 'train', or set data.n_validation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/finished_set.py" />
   <source>Choose a smaller data.image_size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>Choose another data set, or make a new network for these images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/experiment_files.py" />
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>Choose another place, or make room there; what was there before is unchanged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/evaluation.py" />
   <location filename="../../visctx_gui/cortex/lesions/unit_sweep.py" />
   <location filename="../../visctx_gui/engine/handlers/lesion_subject.py" />
   <source>Choose another split of the data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/lesion_subject.py" />
   <source>Choose at least one layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Choose auto, cpu, cuda, cuda:1 or mps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/session.py" />
   <source>Choose one in the Images panel.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>Choose one of: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>Choose some of them by data.most_classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>Class scores</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Classes with fewer training images are left out; empty: none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Close the program; a running training keeps its last checkpoint.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/measuring.py" />
   <source>Comparing the rankings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/session.py" />
   <source>Computing on {device}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>Control</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/engine.py" />
   <source>Copy the details to report it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion.py" />
   <source>Damage by '{mode}' has no place on the map: a filter has one set of weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Damage the selected unit as the kind of damage says, or restore it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Damage: cut connections</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Damage: mean output</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Damage: noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Damage: silence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Damage: weights and bias (as published)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Data set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/command_line.py" />
   <location filename="../../visctx_gui/plan/experiment.py" />
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>Did you mean '{close}'?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Disc</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Do the change of the lesion again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/runner.py" />
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/data_places.py" />
   <source>Download it ({size:.0f} MB) with --download or the Download button, or name the folder that holds {layout} with --data-dir or VISCTX_DATA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/run_experiment.py" />
   <location filename="../../visctx_gui/engine/handlers/data.py" />
   <source>Downloading {name}: {done:.1f} of {total:.1f} MB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Draw a region on the current image and lesion the cells that look at it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/runner.py" />
   <source>Drawing figures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>Duplicates left out: {n}. No image is in two splits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>ELU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/dissociation.py" />
   <source>Each group needs at least one class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>End the training and go back to the weights from before it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>End the training and keep the weights as they are now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <source>Enlarge the images, or choose another architecture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/networks/graph_network.py" />
   <source>Enter it where all paths meet, such as behind {nearest}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>Expected are conv1.weight, conv1.bias, conv2.weight, conv2.bias and weight and bias of one linear layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Fewest images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Filter size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_words.py" />
   <source>Filters of {layer} ({area}) at step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Fixes the first weights and the order of the images: same seed, same numbers on a CPU.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/download.py" />
   <source>Free some space, or choose another folder with --data-dir.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>From the left; the middle of the image where nothing is given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>From the top; the middle of the image where nothing is given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>GELU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>Gaussian noise is added, its standard deviation that of the unit over the training images times the dose.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_file.py" />
   <source>Give entries that act together the same name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Go back to the first weights: same architecture and seed, never trained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Go on with an earlier training from its last checkpoint.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Grey</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Half field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Hold after the current batch, or go on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>How each stage halves its maps: maximum or mean of 2 x 2, or steps of 2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Image side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Images per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Images per step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>Images that were right and are wrong with the lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>Images that were wrong and are right with the lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>Importance before and after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>Importance before and after the recovery</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>In stage {stage} a padding of {padding} px is as wide as the filters ({kernel} px).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>Increase of the loss estimated from one backward pass, activation times gradient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Input</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/benchmarks/window_benchmarks.py" />
   <source>Install the whole program, or name other benchmarks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/album.py" />
   <source>Is the disk full?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/old_pickles.py" />
   <source>It could run any program when opened, so it was not. Save the weights with torch.save(network.state_dict(), file).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>It must be above {low:g} and at most {high:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>It must be above {low:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>It must be {low:g} or more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>It must lie between {low:g} and {high:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/networks/tracing.py" />
   <source>Its forward function must be a fixed list of operations on one image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>Keep one of the two.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/recognition.py" />
   <source>Known are the V1-V2 network and: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>Known here: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/command_line.py" />
   <source>Known: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/command_line.py" />
   <source>Known: {known}; an experiment is run with '{example}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Leaky ReLU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion.py" />
   <source>Leave the positions out, or choose another mode.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_listing.py" />
   <source>Left out: {n} files; the first: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/measuring.py" />
   <source>Lesion curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_picture.py" />
   <source>Lesion curve of {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Lesion or restore the selected unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/measuring.py" />
   <source>Lesion {number} of {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>Lesions are written as [[lesion]], in double brackets.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Local response</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_sets.py" />
   <source>Looking for images that stand twice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_sets.py" />
   <source>Looking into {name}: {n:,} images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Lower</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>Lower data.fewest_images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/data_sets.py" />
   <source>Lower data.n_validation, or download the whole set.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>Lower end of the 95 % interval of the rise; above 0 it took over</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Make a new network for these images, or choose other data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/session.py" />
   <source>Make a new network, or open one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Make an untrained network as the form in the Network panel says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_files.py" />
   <source>Make it smaller in an image program first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>Make the region larger, or move it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Maximum of 2 x 2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Mean of 2 x 2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/measuring.py" />
   <source>Mean responses to {n} training images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/training_control.py" />
   <source>Mend the marked field in the Training panel.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/main_window.py" />
   <source>Mend the marked field.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Momentum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Most classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>NVIDIA card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/out_folder.py" />
   <source>Name a new folder, or add --overwrite to replace its results.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/result_folder.py" />
   <source>Name another folder with --out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Name the folder that holds a sub-folder for each class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_listing.py" />
   <source>Name the folder that holds a sub-folder of images for each class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>New activations panel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>New network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Next layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Next unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>No class has {n} images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/session.py" />
   <source>No data set is open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/dissociation_pictures.py" />
   <source>No dissociation can be told: {interaction}, and 0 is among them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/dissociation_pictures.py" />
   <source>No double dissociation can be told, but a difference of degree: {a} is more on the side of {first} than {b} is; {interaction}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/devices.py" />
   <source>No graphics card that torch can use was found; running on the CPU.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_sets.py" />
   <source>No image in {folder} can be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_listing.py" />
   <location filename="../../visctx_gui/cortex/images/image_folders.py" />
   <source>No images found in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/session.py" />
   <source>No network is loaded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>No receptive field of {layer} has its centre in this region.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/training.py" />
   <source>No training runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>No unit certainly took over. Accuracy with the lesion: {share_before} % before, {share_after} % after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Nonlinearity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Normalisation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/divided_network.py" />
   <source>Nothing to do: the scores do not depend on this layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>Nothing was changed; choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>Nothing was changed; use another copy of the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Number of answers the network can give.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Number of filters in each stage, such as 16, 32.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Only so many classes, those with the most images; empty: all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open a folder of images as the data set; each sub-folder is a class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open a network file (.safetensors, .pt or .pth).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open experiment...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open folder...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open images...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Open lesion...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open network...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open one more panel with the maps of a layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open pictures of your own; dropping them on the window does the same.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/data.py" />
   <source>Open the folder again to have it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Open the folder with the log files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/data_sets.py" />
   <source>Opening {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Optimizer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Padding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Passes over all training images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Patience</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Patience needs validation images, and there are none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>Place in the greedy order by mean cross-entropy within its layer, 1 for the first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>Place in the greedy order by wrong answers within its layer, 1 for the first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Pooling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Previous layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Previous unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Pull of all weights towards zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Put all panels back to where they were at first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/screen.py" />
   <source>Qt cannot be used: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/screen.py" />
   <source>Qt needs the library {library} (on Debian or Ubuntu: apt-get install {package}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/screen.py" />
   <source>Qt needs the library {library}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/divided_network.py" />
   <source>Quick: the network is run from the damaged response on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/divided_network.py" />
   <source>Quickest: each unit's share is taken away from what {operation} sums up.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Quit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_pictures.py" />
   <source>Rank the units on the Ranking page first: the estimate comes from there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/lesion_curve.py" />
   <source>Rank them on other images than those of the effect.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/measuring.py" />
   <source>Ranking the units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>ReLU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Read a lesion from a file (.toml with [[lesion]]).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Read an experiment file (.toml) into the forms.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_sets.py" />
   <source>Reading images: {n:,} of {total:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/image_files.py" />
   <source>Reading images: {n}, {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <location filename="../../visctx_gui/plan/ready_made.py" />
   <source>Ready-made: {known}. A file ends in .toml.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Redo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/idx_files.py" />
   <source>Remove the file and download the data set again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Rename the folder, or make a link to it with a plain name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/overwriting.py" />
   <source>Replace file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Reset layout</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Restore all units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Resume a run...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Ring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>Rise of the mean cross-entropy with this unit alone silenced, in nats per image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Rule that turns gradients into new weights: Adam, or SGD with momentum.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Run experiment into a folder...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_file.py" />
   <source>Run it as an experiment, or list the units.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>SGD with momentum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Save experiment as...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Save lesion...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Save network as...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/network_file.py" />
   <source>Save the weights with torch.save(network.state_dict(), file) of torch 1.6 or newer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>Save the weights with torch.save(network.state_dict(), file).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/bridge/engine_thread.py" />
   <source>Save what you can and start the program again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Scotoma...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Select a unit of the filter layer before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Select a unit of the next filter layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Select the next unit of the layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Select the unit before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Select the unit eight places before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Select the unit eight places further on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Set data.name = "folder", or leave data.folder out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Set training.augmentation to none, or data.colour to grey.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Set training.patience to 0, or keep some validation images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/unit_sets.py" />
   <source>Sets of units are written as [[set]], in double brackets.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Share kept to watch progress, without a validation folder: 0.1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Share of the images kept for the test, without a test folder: 0.2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Share of the last step kept in the next; used by SGD.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Show log folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Show the card with the first things to do.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Side of the filters; one value for all stages, or one each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Side of the images in pixels after resizing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Sigmoid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/measuring.py" />
   <source>Silencing each unit alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Size of each step; too large a rate makes the loss explode.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/network_graph.py" />
   <source>Slow: the whole network is run for each unit, for it cannot be taken apart ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/network_graph.py" />
   <source>Slow: the whole network is run for each unit, for it takes more than images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/network_graph.py" />
   <source>Slow: the whole network is run for each unit, for its operation {name} writes over its input.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/divided_network.py" />
   <source>Slow: the whole network is run for each unit, for its parts, run one by one, give other scores.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/network_graph.py" />
   <source>Slow: the whole network is run for each unit, for its scores are not one value that it computes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/divided_network.py" />
   <source>Slow: the whole network is run for each unit, for {module} is run {n} times.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Some filters would see nothing but zeros; use less padding.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/notices.py" />
   <source>Something unexpected happened: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/engine.py" />
   <source>Something unexpected went wrong: {kind}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>Spearman with exact (nats): {layers}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>Spearman {correlation}, n = {n} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_pictures.py" />
   <source>Spearman: {layers}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Split seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Stage {stage} makes maps of {side} px, too small to pool over 2 x 2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Stage {stage} receives maps of {side} px, too small for filters of {kernel} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Standardised</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/training.py" />
   <source>Start one in the Training panel.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/sweep_counting.py" />
   <source>Start the sweep anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/run_experiment.py" />
   <source>Starting torch...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Steps of 2 px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Stop after this many epochs without a better validation accuracy; 0 never stops early.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Stop and keep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/session.py" />
   <source>Stop the training first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Strokes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Strokes can be varied in grey images only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>System information</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Take all damage away; the network is exactly as before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Take the last change of the lesion back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Tanh</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Test share</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/measuring.py" />
   <source>Testing on {n} images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/sweep_counting.py" />
   <source>The counts to go on from belong to other units or other images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/sweep_counting.py" />
   <source>The counts to go on from lack the cross-entropy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/sweep_checks.py" />
   <source>The damage of {layer} would not act on maps of its channels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>The description in {path} is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/devices.py" />
   <source>The device {name} cannot be used: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/bridge/engine_thread.py" />
   <source>The engine has stopped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <location filename="../../visctx_gui/plan/network.py" />
   <source>The family the network belongs to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_set.py" />
   <source>The file is damaged, or belongs to another data set.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>The filter answers as if weights and bias were 0; with batch normalisation it may still be active.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/result_folder.py" />
   <source>The folder {folder} cannot be used: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>The folder's name cannot be written into a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/ranking.py" />
   <source>The greedy way takes at least one unit at a time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>The header of {path} is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/idx_files.py" />
   <source>The header of {path} makes no sense.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>The images the network learns from and is tested on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>The keys in {path} are not those of a V1-V2 network: {keys}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_sets.py" />
   <source>The last one: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>The lesion '{name}' has several parts; random units cannot be one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/figures.py" />
   <source>The name must end in .png, .svg or .csv.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/networks/graph_network.py" />
   <source>The network cannot be entered behind {name}: later rows also need {others}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/networks/tracing.py" />
   <source>The network cannot be taken apart: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>The network gives {wanted} answers, but {name} has {given} classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/trainer.py" />
   <source>The network has its weights of step {good} again. Try a smaller learning rate than {rate:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>The network is too large for a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>The network knows {n_network} classes, but {name} has {n_data}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>The network takes images of {wanted} px, but {name} has {given} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>The network takes images of {wanted}, but {name} has {given}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>The output becomes the unit's mean over the training images: the next layer receives what it is used to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>The output right after the nonlinearity becomes 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/album.py" />
   <source>The picture {path} cannot be written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>The ranking ended before the units that are not ranked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>The same after training on with the lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/screen.py" />
   <source>The screen {display} does not answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/trainer.py" />
   <source>The training diverged: the loss exploded at step {step}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/training_control.py" />
   <source>The training plan cannot be carried out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/torchvision_file.py" />
   <location filename="../../visctx_gui/cortex/files/weights.py" />
   <source>The training that made it diverged; use an earlier file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/visit.py" />
   <source>The visit did not end within {seconds:.0f} s; it was waiting for {what}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/recognition.py" />
   <source>The weights in {path} fit several networks: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/request.py" />
   <source>The window cannot be {given} pixels; from {least} to {most} is possible.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/visit.py" />
   <source>The window complained: {words}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/unit_sweep.py" />
   <source>There are no images to sweep the units on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/evaluation.py" />
   <location filename="../../visctx_gui/engine/handlers/lesion_subject.py" />
   <source>There are no images to test a lesion on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/statistics.py" />
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>There are no training images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/dissociation.py" />
   <source>There is no class {number}; the classes are 0 to {last}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/command_line.py" />
   <source>There is no command '{given}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>There is no experiment '{name}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/ready_made.py" />
   <source>There is no experiment file {path}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/figure_numbers.py" />
   <location filename="../../visctx_gui/experiments/figures.py" />
   <source>There is no figure for {kind}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_listing.py" />
   <source>There is no folder {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>There is no image to test with: each class needs at least two images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/chosen_image.py" />
   <source>There is no image {index} among the {n} of '{split}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/command_line.py" />
   <source>There is no option '{given}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/screen.py" />
   <source>There is no screen: DISPLAY is not set.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>There is no setting {place}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/filters.py" />
   <source>There is no stored moment {moment}; {n} are kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/request.py" />
   <source>There is no theme '{given}'; known: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>There is no training folder: the images of {parts} are divided anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/network_file.py" />
   <source>They belong to different networks; remove {beside} to open the network alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/benchmarks/window_benchmarks.py" />
   <source>This benchmark opens the window, and PySide6 is not installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/runs.py" />
   <location filename="../../visctx_gui/cortex/training/trainer.py" />
   <source>This checkpoint does not belong to this training: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/unit_sets.py" />
   <source>This is not a file of unit sets: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/session.py" />
   <source>This is not possible while a training runs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Together they must stay below 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Train a single batch, then hold.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Train as the Training panel says while the lesion is held: lesioned units stay as they are made, the others learn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Train on with this lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Train the network on the loaded images as the Training panel says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Train, lesion and report as the experiment says, and write figures and a report.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Training images kept apart to watch progress; test images stay unseen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/runner.py" />
   <source>Training, epoch {epoch} of {epochs}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/download.py" />
   <source>Try again later, or fetch {name} elsewhere and put it into {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/dissociation_pictures.py" />
   <source>Two sets, two groups of classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Unit one row above</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Unit one row below</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>Units by importance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/lesion_curve.py" />
   <source>Units that are ranked on the images of '{split}' cannot be judged on them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Untrained twin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>Update the program, then open it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Upper</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/devices.py" />
   <source>Use --device cpu, or auto to take what there is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/checks.py" />
   <source>Use a larger batch, or another normalisation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Use a smaller batch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Use smaller filters, more padding, fewer stages or larger images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Use the images as stored, all in grey, or all with three channels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Validation images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Validation share</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>Values 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Variation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Versions, device and folders, to copy into a report.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Weight decay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Welcome card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>What a unit does with its summed input.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_pictures.py" />
   <source>What each unit alone is needed for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>What this program is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Where the images of the data set 'folder' lie; class = sub-folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>Where the network runs; auto takes a graphics card where there is one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/request.py" />
   <source>Where to? Name a folder for the pictures: --out DIR.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/run_experiment.py" />
   <source>Where to? Name a new folder for the results: --out DIR.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/commands/run_experiment.py" />
   <source>Which experiment? Ready-made: {known}. A file ends in .toml.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Which folder? data.folder is not set.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>Which of the digits, or of a folder's images, go to training, validation and test.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Write data, network and training plan as an experiment file (.toml).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_actions.py" />
   <source>Write the lesion as a piece of an experiment file (.toml).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/actions.py" />
   <source>Write the weights (.safetensors) and their description (.json).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/notices.py" />
   <source>You can go on working; save the network before closing, and send the details.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>Zeros added around each stage's input.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>[{section}] must be a section with settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_picture.py" />
   <location filename="../../visctx_gui/gui/panels/dissociation_pictures.py" />
   <source>accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>accuracy lost</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>accuracy lost (points)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>accuracy lost after (points)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>accuracy lost before (points)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>accuracy on {n} test images, step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>accuracy on {n} training images, step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>accuracy on {n} validation images, step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>activation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>activations.image = {image}, but the test images are 0 to {last}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>at least</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_words.py" />
   <source>at step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>batch: over the images of a batch. local_response: across the maps at one place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_picture.py" />
   <source>by importance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>centre x</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>centre y</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <location filename="../../visctx_gui/gui/panels/sweep_pictures.py" />
   <source>chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>class selectivity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>class selectivity, 0 to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_modes.py" />
   <source>colours converted from {mode}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>cut connections</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>data.folder is not used by the data set '{name}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>data.n_validation = {n} leaves no training images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>data.test_share and data.validation_share leave no training images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/sweep_checks.py" />
   <source>dose = {dose} is not between 0 and 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>dose {dose}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/controls.py" />
   <source>draws = {draws} is not between 1 and {most}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_modes.py" />
   <source>every pixel is {value:.6g}, shown as grey</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>exact (nats)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>exact (nats): rise of the loss, silenced alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_picture.py" />
   <source>first k</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>first-order (nats)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>first-order estimate (nats per image)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>greedy place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>importance estimate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>in {count} cells of the map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>index</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>index of the unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>inner radius</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_words.py" />
   <source>inputs of filter {unit}:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <location filename="../../visctx_gui/gui/panels/curve_picture.py" />
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <location filename="../../visctx_gui/gui/panels/sweep_pictures.py" />
   <source>intact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/dissociation_pictures.py" />
   <source>interaction {change} points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>lesion held in a region: {units}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>lesion held, some units in a region: {units}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>lesion held: {units}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion.py" />
   <source>lesion.dose = {dose} is not between 0 and 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>lesioned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>loss rise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_words.py" />
   <source>mean weight of {inputs} inputs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/preparation.py" />
   <source>middle cut out and resized from {from_width} x {from_height} to {width} x {height} px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>network.areas needs one label for each stage, or none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>network.filters must name 1 to {most} stages, not {n}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <source>network.input_shape needs 1 or 3 channels, then height and width, not {given}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>network.input_shape needs channels, height and width.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <location filename="../../visctx_gui/plan/network.py" />
   <source>network.{name} needs one value, or one for each input channel.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/network.py" />
   <source>network.{name} needs one value, or one for each of {n} stages.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>norm of the incoming weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>norm of the weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>not ranked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_modes.py" />
   <source>numbers from 0 to 1 scaled to 0..255</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_modes.py" />
   <source>numbers from {low:.6g} to {high:.6g} scaled to 0..255</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_files.py" />
   <source>only the first frame is used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>orientation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>percentage points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>preferred class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>preferred class (its number)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>preferred orientation (degrees)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/chosen_image.py" />
   <source>prepared as {made_for}, which the network was trained on, not as {opened}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>radius</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_picture.py" />
   <source>random, mean of {n}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/preparation.py" />
   <source>resized from {from_width} x {from_height} to {width} x {height} px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/preparation.py" />
   <source>resized whole from {from_width} x {from_height} px, on black, to {width} x {height} px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>rise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/measure_words.py" />
   <source>rise of the loss (nats per image)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>score before softmax</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>share of class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/scotoma.py" />
   <source>side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>silence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/curve_picture.py" />
   <source>silenced units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>softmax</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/ranking.py" />
   <source>stop_share = {share} is not between 0 and 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>strokes: each training image is shifted, turned, scaled, sheared and thickened at random.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>test image {index}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/script.py" />
   <source>the built-in network and digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/script.py" />
   <source>the end of the training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/script.py" />
   <source>the exact effect of the lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/script.py" />
   <source>the pictures to be up to date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/script.py" />
   <source>the welcome card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/devices.py" />
   <source>there are {count} cards, counted from 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>this network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>took over</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/devices.py" />
   <source>torch finds no Apple graphics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/devices.py" />
   <source>torch finds no NVIDIA card with a fitting driver</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/devices.py" />
   <source>torch says: {words}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>training image {index}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>training.batch_size = {batch} is more than the {n} training images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/training.py" />
   <source>training.device = '{device}' is not known.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_modes.py" />
   <source>transparent parts shown on grey</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_pictures.py" />
   <source>true class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>unit: values 0 to 1. standard: minus the mean of the training images, over their SD.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>untrained</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>validation image {index}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_words.py" />
   <source>weight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/damage_words.py" />
   <source>weights and bias (as published)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>your drawing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/tour/script.py" />
   <source>{count} epochs of training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/wording.py" />
   <source>{first}; {second}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/experiments/out_folder.py" />
   <source>{folder} is not empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/activation_pictures.py" />
   <source>{image}, class {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/torchvision_file.py" />
   <source>{key} in {path} claims more values than it holds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{key} in {path} expects maps of {side} x {side} px, which images of 28 or 32 px do not give.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{key} in {path} is {shape}, which fits no V1-V2 network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_words.py" />
   <source>{layer} ({area}) filter {unit}: its kernel for each input, at step {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/sweep_checks.py" />
   <location filename="../../visctx_gui/plan/lesion.py" />
   <source>{layer} has maps of {height} x {width}; there is no cell ({y}, {x}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/activations.py" />
   <source>{layer} has no summed input; only filter layers have.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/lesions/sweep_checks.py" />
   <location filename="../../visctx_gui/engine/handlers/filters.py" />
   <location filename="../../visctx_gui/plan/lesion.py" />
   <source>{layer} has no unit {unit}; its units are 0 to {last}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/engine/handlers/filters.py" />
   <source>{layer} is too large to be kept at each moment of the training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_words.py" />
   <source>{layer} {unit}, input {kernel}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/finished_set.py" />
   <source>{name} at {height} x {width} px would need {needed:.0f} GB of memory.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>{name} cannot be read: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/experiment_files.py" />
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>{name} cannot be written: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_file.py" />
   <source>{name} does not say which units: they are chosen in a run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/data.py" />
   <source>{name} has {n_train} images before the split.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_file.py" />
   <source>{name} holds {count} lesions, but one is wanted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/data_sets.py" />
   <source>{name} in {folder} has only {n} training images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/overwriting.py" />
   <source>{name} is already there. Replace it?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <source>{name} is no text.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_file.py" />
   <source>{name} is not a lesion file: it has no [[lesion]].</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/experiment.py" />
   <source>{name} is not a valid experiment file: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/lesion_menu.py" />
   <source>{name} is too large for a lesion file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>{name} is too large for sets of units.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/runs.py" />
   <source>{name} no longer holds the images this run began with.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/filter_words.py" />
   <source>{n} chosen, L silences them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>{n} classes are more than the {most} that are possible.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>{n} images of {part} are of classes that training lacks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>{n} of {n_all}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>{n} of {total} classes are left out, as the plan says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_pictures.py" />
   <source>{n} took over ({names}). Accuracy with the lesion: {share_before} % before, {share_after} % after.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_pictures.py" />
   <source>{n} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/network_file.py" />
   <source>{path} and the description beside it disagree about '{key}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <location filename="../../visctx_gui/cortex/images/idx_files.py" />
   <location filename="../../visctx_gui/cortex/images/image_files.py" />
   <location filename="../../visctx_gui/cortex/images/image_folders.py" />
   <location filename="../../visctx_gui/cortex/images/skipped_files.py" />
   <location filename="../../visctx_gui/plan/ready_made.py" />
   <source>{path} cannot be read: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/download.py" />
   <source>{path} cannot be written: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/old_pickles.py" />
   <source>{path} claims more weights than it holds, or holds no named ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} could not be written: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/weights.py" />
   <source>{path} describes a network that cannot be built: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/weights.py" />
   <source>{path} does not describe a network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} does not name the version of its format.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_files.py" />
   <source>{path} has more than {limit} megapixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_choice.py" />
   <source>{path} has the same content as {other}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} holds a {found}, not a {wanted}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{path} holds a {kind} instead of named weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/published_sets.py" />
   <source>{path} holds images of {height} x {width} px, not {expected} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{path} holds more than plain weights, or is damaged; it was not opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/runs.py" />
   <source>{path} holds no checkpoint to go on from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/training/moments.py" />
   <source>{path} holds no moments of a training.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/cifar_files.py" />
   <source>{path} holds no {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/weights.py" />
   <source>{path} holds other weights than its network needs: {keys}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{path} holds several weights under the same name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/recognition.py" />
   <source>{path} holds the weights of no network that is known.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/torchvision_file.py" />
   <location filename="../../visctx_gui/cortex/files/weights.py" />
   <source>{path} holds values that are not finite in {key}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/published_sets.py" />
   <source>{path} holds {n} images, but there are {n_labels} labels beside it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/network_file.py" />
   <source>{path} is a bare pickle, which could run any program when opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{path} is a compressed archive, which torch.save never writes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{path} is a damaged archive.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_walk.py" />
   <source>{path} is a folder that was read before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} is a folder, not a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_walk.py" />
   <source>{path} is a link to a folder and was not followed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_listing.py" />
   <source>{path} is a link to a folder around it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/old_pickles.py" />
   <source>{path} is a pickle of more than plain weights, or is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/idx_files.py" />
   <source>{path} is cut off or damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} is cut short, or no network file at all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_files.py" />
   <source>{path} is damaged or cannot be shown: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} is damaged: its content does not match its sha256.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{path} is damaged: the checksum of {part} is wrong.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} is damaged: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_files.py" />
   <source>{path} is empty (0 bytes).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/runs.py" />
   <source>{path} is incomplete: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} is larger than any network of this program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/idx_files.py" />
   <source>{path} is longer than the {expected} bytes of its header.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/recognition.py" />
   <source>{path} is nearest to {title}, but does not fit it: {keys}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/cifar_files.py" />
   <source>{path} is no batch of CIFAR-10: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/idx_files.py" />
   <source>{path} is no idx file of bytes with {n} dimensions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_walk.py" />
   <source>{path} is no image file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_files.py" />
   <source>{path} is no image of a known format.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/state_dict.py" />
   <source>{path} is not a V1-V2 network: it holds {keys}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <location filename="../../visctx_gui/cortex/images/folder_walk.py" />
   <location filename="../../visctx_gui/cortex/images/image_files.py" />
   <source>{path} is not a regular file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/ready_made.py" />
   <source>{path} is not a text file in UTF-8.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/network_file.py" />
   <source>{path} is not valid JSON.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/idx_files.py" />
   <source>{path} is shorter than its header says: {found} of {expected} bytes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/ready_made.py" />
   <source>{path} is too large for an experiment file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_listing.py" />
   <source>{path} lies beside the folders of the splits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_walk.py" />
   <source>{path} lies in no class folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/weights.py" />
   <source>{path} names {named} classes for {outputs} answers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} was made by a newer version of this program (format {version}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/files/sealed_tensors.py" />
   <source>{path} was not written by this program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>{place} = 'validation', but no images are kept for validation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>{place} = '{value}' is not known.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>{place} = {value} is not possible.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>{place} has both positions and a scotoma.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>{place} is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>{place} must be a number, not {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>{place} must be a text in quotes, not {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>{place} must be a whole number, not {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/fields.py" />
   <source>{place} must be true or false, not {value}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>{place} needs exactly one of units, first, random and ranked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_pictures.py" />
   <source>{place}, {n} of {n_all} ranked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>{place}.positions are pairs [row, column].</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>{place}.{name} goes beyond {layer}, which has {size} units.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/lesion_entry.py" />
   <source>{place}: a scotoma cannot be made by '{mode}'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/command_line.py" />
   <source>{sentence}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/image_set.py" />
   <source>{source}: label {value} of image {index} is no class (0 to {last}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/folder_listing.py" />
   <source>{taken} is used; name {other} itself to use that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/data_places.py" />
   <source>{title} is not complete in {folder}: {files} missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <source>{title} needs images of at least {least} px, not {height} x {width}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/plan/architecture_plan.py" />
   <source>{title} needs square images whose side is a multiple of {side} px, not {height} x {width}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/data_places.py" />
   <source>{title} was not found in {folder} (looked for {files}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/download.py" />
   <source>{url} cannot be reached: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/cortex/images/download.py" />
   <source>{url} gave something else than {path} (its checksum is wrong).</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MessageBanner</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>Close this message</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>Copy details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>Copy the message and its details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>Details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>Details of the message</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>Messages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>Show what a developer would want to know</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>What a developer would want to know</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>{count} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/message_banner.py" />
   <source>{count} times</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NamedSets</name>
  <message>
   <location filename="../../visctx_gui/gui/named_sets.py" />
   <source>{layers}, {n} units</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NetworkPanel</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Design a new network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Discard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Fixes the first weights: same seed, same network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Make it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Not made yet: preview of the form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Replace the loaded network by an untrained one as the form says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>SHA-256 of the weights: {sum}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Show or hide the form for a new network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Show the loaded network again and fill the form with it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>The form asks for a network that cannot be built.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Trained {steps} steps on {data}, seed {seed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Training now; see the Training panel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>Untrained, seed {seed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>V1-V2 family, {count} parameters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>built in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>other images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/network_panel.py" />
   <source>{count} parameters</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Notices</name>
  <message>
   <location filename="../../visctx_gui/gui/notices.py" />
   <source>Messages</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NumberModel</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/number_model.py" />
   <source>Index of the unit in its layer, from 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/number_model.py" />
   <source>Name of the layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/number_model.py" />
   <source>layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/number_model.py" />
   <source>unit</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NumberTable</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/number_table.py" />
   <source>Click a heading to sort</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/number_table.py" />
   <source>Copy table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/number_table.py" />
   <source>Units</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OpenDialog</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/open_dialog.py" />
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/open_dialog.py" />
   <source>Images ({kinds})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/open_dialog.py" />
   <source>Open images</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OwnPictures</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/own_pictures.py" />
   <source>Clear list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/own_pictures.py" />
   <source>Click a picture to make it the current image</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/own_pictures.py" />
   <source>Empty this list; the files stay where they are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/own_pictures.py" />
   <source>Open images...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/own_pictures.py" />
   <source>Opened pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/own_pictures.py" />
   <source>PNG, JPEG, TIFF, GIF, BMP, WebP; any size, shown to the network as it needs them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/own_pictures.py" />
   <source>Your own pictures will stand here; drop them, or open files and folders.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PagedThumbnails</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/paged_thumbnails.py" />
   <source>Images after these</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/paged_thumbnails.py" />
   <source>Images before these</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PanelDock</name>
  <message>
   <location filename="../../visctx_gui/gui/docks.py" />
   <source>Show or hide this panel.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PanelSet</name>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Activations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Lesion bench</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Panels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panel_set.py" />
   <source>Training</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Picture</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/picture.py" />
   <source>Copy picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/picture.py" />
   <source>Save as PNG, SVG or CSV...</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PictureSaver</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/picture_saver.py" />
   <source>Drawing (*.svg)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/picture_saver.py" />
   <source>Numbers (*.csv)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/picture_saver.py" />
   <source>Picture (*.png)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/picture_saver.py" />
   <source>Save picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/picture_saver.py" />
   <source>Save table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/picture_saver.py" />
   <source>Saved {path}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RankingPage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source> %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Activation times gradient, from one backward pass: quick</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>As published: silence the most important units, rank the rest again, and so on. Slow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Compared with the exact ranking</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Greedy by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Images ranked on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Images the ranking is made on; never the test images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Rank the units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Rank the units of the chosen layers in each of the ticked ways</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Rise of the mean cross-entropy with each unit alone silenced: one sweep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Stop after a share of the units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>The greedy way stops after more than so many percent of a layer's units; the others stay without a place. Published: {published} %; 100 % ranks them all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>The greedy way takes {n} sweeps over the ranking images: slow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Tick at least one way.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Units at a time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Units that the greedy way takes before it ranks again; published: 1.6 % of the layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>What the greedy way takes for harm; published: the mean cross-entropy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Which units matter most, and how well a quick estimate tells it, will stand here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>Which way stands against the exact one in the plot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>by </source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>cross-entropy (as published)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>exact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>exact against</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>first-order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>greedy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>until </source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>wrong answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>{n} sweeps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/ranking_page.py" />
   <source>{n} {split} images, at step {step}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RecoveryPage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>1  Measure before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>2  Train on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>3  Measure after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>Next, train on with this lesion.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>The same measurement again; it runs by itself when the training has ended</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>Train on with this lesion, as the Training panel says; the lesioned units stay as they are</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>Which units take over when the network trains on with the current lesion will stand here. Silence some units first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>With the current lesion held, silence each other unit alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/recovery_page.py" />
   <source>{when}: {words}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RestoredCheck</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_restored.py" />
   <source>Not restored: the weights are as before, but the {n} scores are not.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_restored.py" />
   <source>Not restored: the weights were {before}, now they are {now}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/lesion_restored.py" />
   <source>restored exactly: weights {hash}… and all {n} scores as before</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RunBar</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/run_bar.py" />
   <source>Starting...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/run_bar.py" />
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/run_bar.py" />
   <source>Stop; what is measured so far stays</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/run_bar.py" />
   <source>Stopping...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/run_bar.py" />
   <source>{words}, {time} left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ScatterView</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/scatter_view.py" />
   <source>Click picks a point, dragging draws an outline around many (Shift adds, Alt or Ctrl removes), the wheel zooms, Home shows everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/scatter_view.py" />
   <source>Points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/scatter_view.py" />
   <source>Show everything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/scatter_view.py" />
   <source>silenced</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/scatter_view.py" />
   <source>{count} points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/scatter_view.py" />
   <source>{count} without a value not drawn</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ScotomaDialog</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Close this window; the lesion stays as it is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Damage of the kind '{kind}' has no place on the map: a filter has one set of weights. Choose silence, mean or noise in the Lesion panel.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Layer whose cells are silenced</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Lesion all units of the layer in these cells, as one change that can be undone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Lesion the region</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Mend the marked field.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>No receptive field of {layer} has its centre in this region.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Scotoma</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Scotoma in {layer}, {n} cells</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>Silence the region</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>lesions {n} of {all} cells of {layer}, all {units} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>silences {n} of {all} cells of {layer}, all {units} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>takes the place of the present lesion of {layer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_dialog.py" />
   <source>this is the lesion now</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ScotomaField</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_field.py" />
   <source>Drag inside to move the region, drag its edge or turn the wheel to change its size. Dots: centres of the receptive fields of the layer's cells</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/scotoma_field.py" />
   <source>Region on the image</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Selection</name>
  <message>
   <location filename="../../visctx_gui/gui/selection.py" />
   <source>Lesion {unit}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/selection.py" />
   <source>Restore {unit}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/selection.py" />
   <source>Silence {unit}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SetList</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>A set needs a name of its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Add the sets of a file (.toml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Apply</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Damage exactly the units of the chosen set; this can be taken back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Forget the chosen set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Give the chosen set another name (F2)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Keep lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Named sets of units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Open...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Remove</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Rename</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Save the current lesion as a set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Save...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Sets of units; F2 or a double click renames one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Silence the set '{name}'</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>Write all sets into a file (.toml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/set_list.py" />
   <source>{n} units of {layers}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SetsPage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>A</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>A new set: units that are in A but not in B</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>A new set: units that are in A or in B</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>A new set: units that are in both A and B</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>B</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Classes 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Classes 2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Each class may be in one group, and neither group empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>First group of classes: tick those that belong to it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Keep the current lesion as a set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Measure what each of the two sets does to each of the two groups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>New set '{name}': {n} units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Second group of classes: tick those that belong to it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Set A</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Set B</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>Which set matters for which classes will stand here. Keep a lesion as a set, then another, and compare the two.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>and</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>classes 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>classes 2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>minus</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>or</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>{a} and {b}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>{a} minus {b}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>{a} or {b}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sets_page.py" />
   <source>{n} {split} images, at step {step}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShortcutsWindow</name>
  <message>
   <location filename="../../visctx_gui/gui/information.py" />
   <source>Action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/information.py" />
   <source>Key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/information.py" />
   <source>Shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/information.py" />
   <source>What it does</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SkippedLine</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/skipped_list.py" />
   <source>1 file was left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/skipped_list.py" />
   <source>Details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/skipped_list.py" />
   <source>Which files were left out, and why</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/skipped_list.py" />
   <source>{n} files were left out.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SortedTable</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/sorted_table.py" />
   <source>Save table as CSV...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/sorted_table.py" />
   <source>Units</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SplitPicker</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/split_picker.py" />
   <source>Images measured on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/split_picker.py" />
   <source>Images the accuracies are measured on; automatic is validation images during training, test images afterwards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/split_picker.py" />
   <source>Images the units are measured on; automatic is validation images, so that a lesion of units chosen here is tested on other images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/split_picker.py" />
   <source>auto: {split}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/split_picker.py" />
   <source>test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/split_picker.py" />
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/split_picker.py" />
   <source>validation</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StatusLine</name>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>End this job; a training keeps its weights as they are now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>Images for training, validation and test.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>Starting torch...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>Stopping...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>The loaded network and its trainable numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>V1-V2, {count} par.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>Value under the cursor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>What is being done now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>Where the network runs, and memory in use there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>paused in epoch {epoch}/{epochs}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>stopping...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>training epoch {epoch}/{epochs}, {time} left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>{device}, {used} of {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/status_line.py" />
   <source>{job}, {time} left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SweepPage</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>Choose by a measure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>Choose by...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>How it was computed: {ways}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>Plotted against</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>Show or hide the row that chooses units by a measure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>Silence every unit alone, one after the other, and measure the answers; an earlier sweep of the same weights and images goes on where it stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>Sweep all units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>Sweep of single units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>What the accuracy lost is plotted against</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>What the network loses without each of its units will stand here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>against</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/sweep_page.py" />
   <source>{words}; went on from an earlier sweep at {n} images</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TextEditor</name>
  <message>
   <location filename="../../visctx_gui/gui/plan_editors.py" />
   <source>as usual</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TextWindow</name>
  <message>
   <location filename="../../visctx_gui/gui/information.py" />
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/information.py" />
   <source>Copy the whole text.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ThumbnailBrowser</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>Class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>Images for training, for watching the training, or for the final test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>Images of all classes, or of one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>Images of each class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>Images of each class in this split; click one to see that class alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>Images of the data set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>Split</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>test</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/thumbnail_browser.py" />
   <source>{first}–{last} of {total}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TileGrid</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/tile_grid.py" />
   <source>Click selects, drag selects many, arrow keys move the selection</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/tile_grid.py" />
   <source>Tiles</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/tile_grid.py" />
   <source>struck out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/tile_grid.py" />
   <source>{count} tiles</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/tile_grid.py" />
   <source>{tile} selected</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrainingControl</name>
  <message>
   <location filename="../../visctx_gui/gui/training_control.py" />
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/training_control.py" />
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrainingPanel</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Cancelled, weights as before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Checkpoints and history of this run: {folder}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Diverged, last good weights restored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Finished</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Loss and accuracy will be drawn here while the network learns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Open the folder of this run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Open the folder of this run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Per class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Share of right answers in each class, of {n} validation images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Show or hide the training plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Starting...</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Stopped for lack of improvement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Stopped, weights kept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Train</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>Train the loaded network as the plan says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>best</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>best at epoch {epoch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>each batch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>epoch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>epoch {epoch}/{epochs}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>intact, before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>lesioned, before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>nats</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>paused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>running mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>step {step}/{total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>training</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>validation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>{n}/{patience} without improvement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>{speed} images/s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/training_panel.py" />
   <source>{time} left</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UnitKeys</name>
  <message>
   <location filename="../../visctx_gui/gui/unit_keys.py" />
   <source>Restore all units</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UnitModel</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>Against the intact network, in percentage points, with its 95 % interval</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>How much more the unit answers to its preferred class than to the others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>Index of the unit in its layer, from 0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>Length of the unit's weights as a vector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>NaN: there is no such number for this unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>Name of the layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>Not measured yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>Preferred orientation in degrees, 0 to 180</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>Rise of the mean cross-entropy with this unit alone silenced, in nats</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>Share of right answers with this unit alone silenced</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>The class that suffers most, and its change in percentage points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>The class to which the unit answers most</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>change (points)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>layer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>loss rise (nats)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>norm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>orient.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>prefers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>selectivity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_model.py" />
   <source>worst class</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UnitSetFiles</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>Open sets of units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>Save sets of units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>Saved {path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>Sets of units (*.toml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_set_files.py" />
   <source>{n} sets from {name}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UnitTable</name>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_table.py" />
   <source>Click a heading to sort; Shift and Ctrl choose several rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_table.py" />
   <source>Copy rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/widgets/unit_table.py" />
   <source>Units</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UnitTree</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>A ticked unit is lesioned ({kind}). {explanation} Weights are never written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Find units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Find units, such as conv1 or 12</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Lesion all of {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Lesion {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Lesioned units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Restore all of {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Restore {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Shows only units whose layer or number begins with these words; 'off' shows the lesioned ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Silence all of {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Silence {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>Units of the lesion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/unit_tree.py" />
   <source>off / all</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WelcomeCard</name>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>A network with two stages of filters, models of areas V1 and V2, has learned to read handwritten digits. Its filters and activations stand behind this card.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>A small visual cortex, ready to be looked into</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Begin untrained and watch the filters form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Close (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Lesion it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Open my images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Ready-made experiments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Show it pictures of your own, or draw a digit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Show this at the start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Start from a plan that is known to work.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Switch filters off and see which digits suffer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Train it yourself</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>View &gt; Welcome card brings it back at any time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/welcome_card.py" />
   <source>Welcome</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_Painted</name>
  <message>
   <location filename="../../visctx_gui/benchmarks/window_lesions.py" />
   <source>lesioned</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_SkippedWindow</name>
  <message>
   <location filename="../../visctx_gui/gui/panels/skipped_list.py" />
   <source>Files left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../visctx_gui/gui/panels/skipped_list.py" />
   <source>and {n} more</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
